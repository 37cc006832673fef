import { sql } from 'kysely';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { behindAccountOf, isTake } from '../fragments.ts';
import { column, distinct, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

const gone: Reason['code'] = 'account gone already';

/**
 * The step ended something while its account was gone: it took nothing, or blocked nobody. The last end decides over an
 * account.
 */
const foundNoAccount = sql<boolean>`(s.state = 'done' and (
  ${isTake('s')} and s.answer = ${answerWord('account gone')}
  or s.kind = 'block' and s.answer = ${answerWord('kept')} and s.reason->>'code' = ${gone} and not exists (
    select from ${behindAccountOf('s.guest_id')} o join invitation e on e.guest_id = o.id
    where e.kind = 'end' and e.id > s.invitation_id and e.state in ('approved', 'working', 'complete', 'partly'))))`;

/**
 * Makes the steps of ends due again that found no account, because the account is back: the bot still has to take what
 * ended meanwhile, and to block.
 */
export async function takeAgain(db: Db, guestIds: readonly number[], now: Date): Promise<void> {
  await run(db)`
    update step set state = 'due', due_at = ${now}, answer = null, attempts = 0, first_tried_at = null, settled_at = null, reason = null
    where id in (select s.id from step s where s.guest_id = any(${guestIds}::bigint[]) and ${foundNoAccount} order by s.id for update)`;
}

/**
 * The guests of an account that is there, for whom the bot has still to take what ended while it was gone. Leaves out
 * guests whose account the bot believes deleted: it hears of the return, and then takes it.
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

/** Those of these guests whose account is deleted, as far as the bot knows. */
export async function deletedAmong(db: Db, guestIds: readonly number[]): Promise<Set<number>> {
  return await distinct(db)`
    select id from guest where id = any(${guestIds}::bigint[]) and state = 'deleted'`;
}
