import type { Reason } from '../../guests/reason.ts';
import type { SettledState } from '../../guests/step.ts';
import type { StepAnswer } from '../../guests/step-answer.ts';
import type { Db } from '../database.ts';
import { isOpen, waitsForGuest } from '../fragments.ts';
import { changed, count, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';
import type { DueStep } from './steps.ts';

/** A step's outcome. */
export type Settlement = {
  state: SettledState;
  answer: StepAnswer;
  graphRequestId?: string | undefined;
  /** Graph's id of what the step gave, where it has one of its own. */
  gift?: string | undefined;
  reason?: Reason | undefined;
  /** True where the last call may have had an effect all the same. */
  unheard?: boolean | undefined;
};

/**
 * Settles steps, each once: a step that is settled already stays as it is. Returns how many it settled. A grant is ours
 * where Graph made it, or found it there after a lost answer of ours.
 */
export async function settleSteps(
  db: Db,
  settlements: readonly (Settlement & { id: number })[],
  now: Date,
): Promise<number> {
  const payload = settlements.map(
    ({ id, state, answer, graphRequestId, gift, reason, unheard }) => ({
      id,
      state,
      answer,
      graph_request_id: graphRequestId ?? null,
      gift: gift ?? null,
      reason: reason ?? null,
      unheard: unheard ?? false,
    }),
  );
  return await count(db)`
    with said as (
      select * from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb)
        as r(id bigint, state text, answer text, graph_request_id text, gift text, reason jsonb, unheard boolean)),
    held as materialized (
      select id from step where id in (select id from said) order by id for update)
    update step s set state = said.state, answer = said.answer, settled_at = ${now},
      graph_request_id = said.graph_request_id, gift = said.gift, reason = said.reason,
      due_at = null, lease_until = null, lease_by = null,
      made_at = case when said.answer = ${answerWord('made')} or said.answer = ${answerWord('already so')} and s.doubt
        then ${now} else s.made_at end,
      doubt = s.doubt and said.state <> 'done',
      unheard = s.unheard and said.state <> 'done' and (s.state <> 'intended' or said.unheard)
    from held join said on said.id = held.id
    where s.id = held.id and ${isOpen('s')}`;
}

/**
 * Turns a restore into an invite that is due, because there is nobody to restore. False where the caller has lost the
 * lease.
 */
export async function inviteInstead(
  db: Db,
  step: Pick<DueStep, 'id' | 'leaseBy'>,
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update step set kind = 'invite', state = 'due', due_at = ${now}, answer = ${answerWord('not restored')}, attempts = 0,
      first_tried_at = null, intended_at = null, lease_until = null, lease_by = null
    where id = ${step.id} and lease_by = ${step.leaseBy} and kind = 'restore'
      and state in ('due', 'intended')`;
}

/** The guests exist now: their waiting grants become due, bulk ones at `bulkAt`. */
export async function releaseGuestSteps(
  db: Db,
  guestIds: readonly number[],
  { dueAt, bulkAt }: { dueAt: Date; bulkAt: Date },
): Promise<void> {
  await run(db)`
    update step set due_at = case when bulk then ${bulkAt}::timestamptz else ${dueAt}::timestamptz end
    where guest_id = any(${guestIds}::bigint[]) and ${waitsForGuest('step')}`;
}

/** The guest will not exist: settles the grants that wait for it, in every request, with the guest's outcome. */
export async function refuseWaiting(
  db: Db,
  guestId: number,
  settlement: Pick<Settlement, 'answer' | 'reason'> & { state: 'refused' | 'unknown' },
  now: Date,
): Promise<void> {
  await run(db)`
    update step set state = ${settlement.state}, answer = ${settlement.answer}, settled_at = ${now},
      reason = ${settlement.reason === undefined ? null : JSON.stringify(settlement.reason)}
    where guest_id = ${guestId} and ${waitsForGuest('step')}`;
}
