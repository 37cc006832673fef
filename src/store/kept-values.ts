import type { Db } from './database.ts';
import { column, run } from './statement.ts';

/**
 * Reads a value that the bot keeps between its jobs, such as the delta link, the subscription or the tenant. All
 * replicas share one value per name.
 */
export async function readValue(db: Db, name: string): Promise<unknown> {
  const [value] = await column(db)`select value from watch where name = ${name}`;
  return value;
}

/** Reads a value and locks it until the transaction ends, so that no other replica does the same job meanwhile. */
export async function lockValue(db: Db, name: string, now: Date): Promise<unknown> {
  await run(db)`
    insert into watch (name, value, changed_at) values (${name}, 'null', ${now}) on conflict (name) do nothing`;
  const [value] = await column(db)`
    select value from watch where name = ${name} for update`;
  return value ?? undefined;
}

/** Writes a value over the one before. */
export async function writeValue(db: Db, name: string, value: unknown, now: Date): Promise<void> {
  await run(db)`
    insert into watch (name, value, changed_at) values (${name}, ${JSON.stringify(value)}, ${now})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`;
}
