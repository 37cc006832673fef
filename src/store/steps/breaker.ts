import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { isOpen, isUnderWay } from '../fragments.ts';
import { changed, column, one } from '../statement.ts';
import { answerWords } from '../step-answer-words.ts';

/** Since when the breaker stops everything, and why; null: it does not. */
export type Breaker = { openSince: Date | null; reason: Reason | null };

/** Stops everything. True for the one caller who did it. */
export async function openBreaker(db: Db, reason: Reason, now: Date): Promise<boolean> {
  return await changed(db)`
    update breaker set open_since = ${now}, reason = ${JSON.stringify(reason)}, told_at = null, trying_since = null
    where open_since is null`;
}

/**
 * Lets work go on: workers try one step at a time until `readTrying` says otherwise. True for the one caller who
 * closed it.
 */
export async function closeBreaker(db: Db, now: Date): Promise<boolean> {
  return await changed(db)`
    update breaker set open_since = null, reason = null, trying_since = ${now} where open_since is not null`;
}

/** Without an answer from Graph, workers stop trying one step at a time after so long. */
const tryingSeconds = 60;

/**
 * Says whether workers still try one step at a time after a resume: `busy` while one step is out, `free` where one may
 * go. The first step that Graph carries out or refuses ends it, and so does a minute without one.
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

/** Reads the breaker. */
export async function readBreaker(db: Db): Promise<Breaker> {
  return await one(db)`select open_since, reason from breaker`;
}

/** Requests under way, also while they wait for owners: while the breaker is open the cards of all of them say so. */
export async function requestsUnderWay(db: Db): Promise<number[]> {
  return await column(db)`select id from request where state = 'confirmed' order by id`;
}

/** Requests with work left: a stop keeps them from it. */
export async function requestsAtWork(db: Db): Promise<number[]> {
  return await column(db)`
    select distinct request_id as id from invitation where ${isUnderWay('invitation')}`;
}
