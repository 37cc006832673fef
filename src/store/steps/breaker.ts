import { sql } from 'kysely';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';

export type Breaker = { openSince: Date | null; reason: Reason | null };

/** True for the one caller who opened it. */
export async function openBreaker(db: Db, reason: Reason, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update breaker set open_since = ${now}, reason = ${JSON.stringify(reason)}, told_at = null, trying_since = null
    where open_since is null`.execute(db);
  return numAffectedRows === 1n;
}

/** From now on one step at a time is tried, until `readTrying` says otherwise. */
export async function closeBreaker(db: Db, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update breaker set open_since = null, reason = null, trying_since = ${now} where open_since is not null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** Where Graph neither takes nor refuses anything, trying one by one ends after so long. */
const tryingSeconds = 60;

/**
 * Whether it is still to be found out, after a resume, that Graph takes our calls again: `busy` while somebody is at it.
 * The first that was made or refused since has found it out.
 */
export async function readTrying(db: Db, now: Date): Promise<'no' | 'free' | 'busy'> {
  const { rows } = await sql<{ trying: 'no' | 'free' | 'busy' }>`
    with over as (
      update breaker set trying_since = null
      where trying_since is not null and (trying_since <= ${new Date(now.getTime() - tryingSeconds * 1000)}
        or exists (select from step where settled_at >= trying_since and answer in ('made', 'refused')))
      returning true)
    select case when trying_since is null or exists (select from over) then 'no'
      when exists (select from step where lease_until > ${now} and state in ('due', 'intended', 'looking')) then 'busy'
      else 'free' end as trying
    from breaker`.execute(db);
  return rows[0]?.trying ?? 'no';
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
