import { sql } from 'kysely';
import type { Reason } from '../guests/reason.ts';
import type { Db } from './database.ts';

export type Breaker = { openSince: Date | null; reason: Reason | null };

/** True for the one caller who opened it. */
export async function openBreaker(db: Db, reason: Reason, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update breaker set open_since = ${now}, reason = ${JSON.stringify(reason)}, told_at = null
    where open_since is null`.execute(db);
  return numAffectedRows === 1n;
}

export async function closeBreaker(db: Db): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update breaker set open_since = null, reason = null where open_since is not null`.execute(db);
  return numAffectedRows === 1n;
}

export async function readBreaker(db: Db): Promise<Breaker> {
  const { rows } = await sql<Breaker>`select open_since, reason from breaker`.execute(db);
  return rows[0] ?? { openSince: null, reason: null };
}

/** Requests that still have work while the breaker is open: their cards say so. */
export async function requestsAtWork(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct request_id as id from invitation where state in ('approved', 'working')`.execute(
    db,
  );
  return rows.map((row) => row.id);
}
