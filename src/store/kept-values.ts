import { sql } from 'kysely';
import type { Db } from './database.ts';

/** What watching redemptions must remember: the delta link, the subscription. One value per name, for all replicas. */
export async function readWatch(db: Db, name: string): Promise<unknown> {
  const { rows } = await sql<{
    value: unknown;
  }>`select value from watch where name = ${name}`.execute(db);
  return rows[0]?.value;
}

/** Inside a transaction this also keeps other replicas from doing the same at the same time. */
export async function lockWatch(db: Db, name: string, now: Date): Promise<unknown> {
  await sql`
    insert into watch (name, value, changed_at) values (${name}, 'null', ${now}) on conflict (name) do nothing`.execute(
    db,
  );
  const { rows } = await sql<{ value: unknown }>`
    select value from watch where name = ${name} for update`.execute(db);
  return rows[0]?.value ?? undefined;
}

export async function writeWatch(db: Db, name: string, value: unknown, now: Date): Promise<void> {
  await sql`
    insert into watch (name, value, changed_at) values (${name}, ${JSON.stringify(value)}, ${now})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`.execute(
    db,
  );
}
