import type { Db } from './database.ts';
import { column, run } from './statement.ts';

/** What watching redemptions must remember: the delta link, the subscription. One value per name, for all replicas. */
export async function readValue(db: Db, name: string): Promise<unknown> {
  const [value] = await column(db)`select value from watch where name = ${name}`;
  return value;
}

/** Inside a transaction this also keeps other replicas from doing the same at the same time. */
export async function lockValue(db: Db, name: string, now: Date): Promise<unknown> {
  await run(db)`
    insert into watch (name, value, changed_at) values (${name}, 'null', ${now}) on conflict (name) do nothing`;
  const [value] = await column(db)`
    select value from watch where name = ${name} for update`;
  return value ?? undefined;
}

export async function writeValue(db: Db, name: string, value: unknown, now: Date): Promise<void> {
  await run(db)`
    insert into watch (name, value, changed_at) values (${name}, ${JSON.stringify(value)}, ${now})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`;
}
