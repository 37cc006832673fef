import type { Reason } from '../../guests/reason.ts';
import { answerWords } from '../answer-words.ts';
import type { Db } from '../database.ts';
import { isOpen } from '../fragments.ts';
import { changed, column, one } from '../statement.ts';

export type Breaker = { openSince: Date | null; reason: Reason | null };

/** True for the one caller who opened it. */
export async function openBreaker(db: Db, reason: Reason, now: Date): Promise<boolean> {
  return await changed(db)`
    update breaker set open_since = ${now}, reason = ${JSON.stringify(reason)}, told_at = null, trying_since = null
    where open_since is null`;
}

/** From now on one step at a time is tried, until `readTrying` says otherwise. */
export async function closeBreaker(db: Db, now: Date): Promise<boolean> {
  return await changed(db)`
    update breaker set open_since = null, reason = null, trying_since = ${now} where open_since is not null`;
}

/** Where Graph neither takes nor refuses anything, trying one by one ends after so long. */
const tryingSeconds = 60;

/**
 * Whether it is still to be found out, after a resume, that Graph takes our calls again: `busy` while somebody is at it.
 * The first that was made or refused since has found it out.
 */
export async function readTrying(db: Db, now: Date): Promise<'no' | 'free' | 'busy'> {
  const [trying] = await column(db)<'no' | 'free' | 'busy'>`
    with over as (
      update breaker set trying_since = null
      where trying_since is not null and (trying_since <= ${new Date(now.getTime() - tryingSeconds * 1000)}
        or exists (select from step where settled_at >= trying_since and answer in ${answerWords(['made', 'refused'])}))
      returning true)
    select case when trying_since is null or exists (select from over) then 'no'
      when exists (select from step where lease_until > ${now} and ${isOpen('step')}) then 'busy'
      else 'free' end as trying
    from breaker`;
  return trying ?? 'no';
}

export async function readBreaker(db: Db): Promise<Breaker> {
  return await one(db)`select open_since, reason from breaker`;
}

/** Requests that still have work while the breaker is open: their cards say so. */
export async function requestsAtWork(db: Db): Promise<number[]> {
  return await column(db)`
    select distinct request_id as id from invitation where state in ('approved', 'working')`;
}
