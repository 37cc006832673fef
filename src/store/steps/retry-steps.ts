import { sql } from 'kysely';
import { openBecause } from '../../guests/ending/decide-account.ts';
import { passingReasons } from '../../guests/passing-reasons.ts';
import type { Db } from '../database.ts';
import { isForGuest, isGate, isOfLastEnd } from '../fragments.ts';
import { moving } from '../state-moves.ts';
import { column, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** An invitation that is being ended is not taken up again. */
const stays = sql.raw(`i.ending_id is null`);

/** The guest exists, so its grants can go. */
const isThere = sql.raw(`(g.object_id is not null and g.state <> 'deleted')`);

const takingUp = moving('invitation', ['failed', 'partly', 'complete'], 'working');

/**
 * The step failed for a passing reason. Of an end every grant counts that is still to take, for any reason: somebody
 * may have given a permission since, and the guest still has the access. So does a block that Entra did not allow,
 * where no later end decided over the account. A removal or restore of an account that Graph refused counts, too.
 */
const failed = sql<boolean>`(${stays} and (
  i.state in ('failed', 'partly') and s.state = 'refused' and (
    i.kind in ('remove', 'restore') or s.reason->>'code' = any(${passingReasons}::text[]))
  or i.kind = 'end' and i.state in ${takingUp.from} and exists (select from invitation t where t.ending_id = i.id) and (
    s.state = 'refused' and s.kind <> 'block' or s.kind = 'block' and ${isOfLastEnd('s')} and (
      s.state = 'refused' or s.state = 'done' and s.answer = ${answerWord('kept')} and s.reason->>'code' = any(${openBecause}::text[])))))`;

/** A retry may do more of the request. */
export const hasRetryable = (request: string) => sql<boolean>`exists (
  select from invitation i join step s on s.invitation_id = i.id
  where i.request_id = ${sql.ref(`${request}.id`)} and ${failed})`;

/** Counts a request's rows of which a retry may do more. */
export async function countRetryable(db: Db, requestId: number): Promise<number> {
  const [count] = await column(db)<number>`
    select count(distinct i.id) as count from invitation i join step s on s.invitation_id = i.id
    where i.request_id = ${requestId} and ${failed}`;
  return count ?? 0;
}

/**
 * Retries what failed for a passing reason, and what an end could not take. It only withdraws an invite or a restore:
 * `adoptInvites` decides who brings the guest now, and nobody does where the guest exists by now. The caller has locked
 * the guests. Returns the invitations that work again.
 */
export async function reviveSteps(db: Db, requestId: number, now: Date): Promise<number[]> {
  const revived = await column(db)<number>`
    update step s set attempts = 0, repeats = 0, first_tried_at = null, batch_size = 20, reason = null,
      state = case when not ${isGate('s')} then 'due' when ${isThere} then 'done' else 'withdrawn' end,
      answer = case when ${isGate('s')} then ${answerWord('already so')} end,
      settled_at = case when ${isGate('s')} then ${now}::timestamptz end,
      due_at = case when not ${isGate('s')} and (${isThere} or not ${isForGuest('s')}) then ${now}::timestamptz end
    from invitation i, guest g
    where s.invitation_id = i.id and g.id = s.guest_id and i.request_id = ${requestId} and ${failed}
    returning s.invitation_id`;
  const ids = [...new Set(revived)];
  await run(db)`
    update invitation set state = ${takingUp.to}, reason = null, ended_at = null
    where id = any(${ids}::bigint[]) and state in ${takingUp.from}`;
  return ids;
}
