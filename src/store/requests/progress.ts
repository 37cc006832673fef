import { stepAnswers, waitsFor } from '../../guests/step-answer.ts';
import type { WaitingCounts } from '../../guests/times/waiting-counts.ts';
import type { Db } from '../database.ts';
import { isOpen, isUnderWay } from '../fragments.ts';
import { column, one } from '../statement.ts';
import { answerWord, answerWords } from '../step-answer-words.ts';

const thatWaitFor = (what: ReturnType<typeof waitsFor>) =>
  answerWords(stepAnswers.filter((answer) => waitsFor(answer) === what));

/** Counts what a request's partners wait for while they are under way. Each partner counts once. */
export async function waitingIn(db: Db, requestId: number): Promise<WaitingCounts> {
  return await one(db)`
    with partner as (
      select bool_or(state = 'looking' and answer is distinct from ${answerWord('not yet')}) as looking, bool_or(answer in ${thatWaitFor('replication')}) as replication,
        bool_or(answer in ${thatWaitFor('another try')} and due_at is not null) as again,
        bool_or(answer in ${thatWaitFor('pace')}) as pace
      from step where request_id = ${requestId} and ${isOpen('step')}
      group by invitation_id)
    select count(*) filter (where looking) as looking,
      count(*) filter (where replication and not looking) as replication,
      count(*) filter (where again and not replication and not looking) as again,
      count(*) filter (where pace and not again and not replication and not looking) as pace,
      (select max(paused_until) from pace
        where name in ('invitation', 'write') and paused_until > clock_timestamp() + interval '2 seconds') as paused_until
    from partner`;
}

/** Counts the invitations that ended by work after `since`, and says when the first of them did. */
export async function endedSince(
  db: Db,
  requestId: number,
  since: Date,
): Promise<{ ended: number; first: Date | null }> {
  return await one(db)`
    select count(*) as ended, min(ended_at) as first from invitation
    where request_id = ${requestId} and ended_at > ${since} and guest_id is not null and state <> 'cancelled'`;
}

/** Confirmed requests that are under way and not held. None while the breaker is open. */
export async function movingRequests(db: Db): Promise<number[]> {
  return await column(db)`
    select r.id from request r where r.state = 'confirmed' and r.held_at is null
      and exists (select from invitation i where i.request_id = r.id and ${isUnderWay('i')})
      and not exists (select from breaker where open_since is not null)
    order by r.id`;
}
