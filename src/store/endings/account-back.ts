import { sql } from 'kysely';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import {
  behindAccountOf,
  isInvite,
  isOfLastEnd,
  isTake,
  lockInOrder,
  mayHaveAccess,
  wentWithAccount,
} from '../fragments.ts';
import { all, column, distinct, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';
import { workAgain } from './work-again.ts';

const gone: Reason['code'] = 'account gone already';

/** The step ended something while its account was gone: it took nothing, or blocked nobody. */
const foundNoAccount = sql<boolean>`(s.state = 'done' and (
  ${isTake('s')} and s.answer = ${answerWord('account gone')}
  or s.kind = 'block' and s.answer = ${answerWord('kept')} and s.reason->>'code' = ${gone} and ${isOfLastEnd('s')}))`;

/**
 * Makes the steps of ends that found no account due again, now that the account is back: the bot still has to take what
 * ended meanwhile, and to block. Their rows work again.
 */
export async function takeAgain(db: Db, guestIds: readonly number[], now: Date): Promise<void> {
  const rows = await column(db)<number>`
    update step set state = 'due', due_at = ${now}, answer = null, attempts = 0, first_tried_at = null, settled_at = null, reason = null
    where id in (select s.id from step s where s.guest_id = any(${guestIds}::bigint[]) and ${foundNoAccount} order by s.id for update)
    returning invitation_id`;
  await workAgain(db, [...new Set(rows)], now);
}

/**
 * Asks for a check of the guests whose account was gone at a call: the bot may not have heard that somebody deleted it,
 * and would not hear of its return either.
 */
export async function checkGone(db: Db, guestIds: readonly number[], now: Date): Promise<void> {
  await run(db)`
    update guest set look_due_at = ${now}, look_attempts = 0
    where id in (select id from guest where id = any(${guestIds}::bigint[]) and state <> 'deleted' and object_id is not null
      ${lockInOrder('guest')})`;
}

/**
 * The guests of an account that is there, for whom the bot has still to take what ended while it was gone. Leaves out
 * guests whose account the bot believes deleted: when it hears of the return, it takes what ended.
 */
export async function guestsBack(
  db: Db,
  { tenantId, objectId }: { tenantId: string; objectId: string },
): Promise<number[]> {
  return await column(db)`
    select g.id from guest g
    where g.tenant_id = ${tenantId} and g.object_id = ${objectId} and g.state <> 'deleted'
      and exists (select from step s where s.guest_id = g.id and ${foundNoAccount})`;
}

/** The guests, among these, whose account is deleted, as far as the bot knows. */
export async function deletedAmong(db: Db, guestIds: readonly number[]): Promise<Set<number>> {
  return await distinct(db)`
    select id from guest where id = any(${guestIds}::bigint[]) and state = 'deleted'`;
}

/** Access of a deleted account, as a restore finds it. */
export type ComingBack = {
  invitationId: number;
  projectKey: string;
  endsAt: Date | null;
  endZone: string | null;
  /** It ended while the account was away: the bot takes it once the account is back. */
  over: boolean;
};

/**
 * The access that a restore of the account behind this guest brings back, and what ended while the account was away.
 */
export async function comingBack(db: Db, guestId: number, now: Date): Promise<ComingBack[]> {
  return await all(db)`
    select i.id as invitation_id, i.project_key, i.ends_at, i.end_zone,
      i.state in ('revoked', 'expired') or coalesce(i.ends_at <= ${now}, false) as over
    from guest g cross join lateral ${behindAccountOf('g.id')} b join invitation i on i.guest_id = b.id
    where g.id = ${guestId} and ${isInvite('i')} and (${mayHaveAccess('i')} or ${wentWithAccount('i')}
      or i.state in ('revoked', 'expired') and exists (select from step s where s.invitation_id = i.ending_id and ${isTake('s')}
        and s.state = 'done' and s.answer = ${answerWord('account gone')}))
    order by i.id`;
}
