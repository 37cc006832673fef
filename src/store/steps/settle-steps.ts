import type { Reason } from '../../guests/reason.ts';
import type { SettledState } from '../../guests/step.ts';
import type { StepAnswer } from '../../guests/step-answer.ts';
import { answerWord } from '../answer-words.ts';
import type { Db } from '../database.ts';
import { isOpen, waitsForGuest } from '../fragments.ts';
import { changed, count, run } from '../statement.ts';
import type { DueStep } from './steps.ts';

export type Settlement = {
  state: SettledState;
  answer: StepAnswer;
  graphRequestId?: string | undefined;
  reason?: Reason | undefined;
};

/** Compare and set: a step is settled once. Returns how many moved. */
export async function settleSteps(
  db: Db,
  settlements: readonly (Settlement & { id: number })[],
  now: Date,
): Promise<number> {
  const payload = settlements.map(({ id, state, answer, graphRequestId, reason }) => ({
    id,
    state,
    answer,
    graph_request_id: graphRequestId ?? null,
    reason: reason ?? null,
  }));
  return await count(db)`
    with said as (
      select * from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb)
        as r(id bigint, state text, answer text, graph_request_id text, reason jsonb)),
    held as materialized (
      select id from step where id in (select id from said) order by id for update)
    update step s set state = said.state, answer = said.answer, settled_at = ${now},
      graph_request_id = said.graph_request_id, reason = said.reason,
      due_at = null, lease_until = null, lease_by = null
    from held join said on said.id = held.id
    where s.id = held.id and ${isOpen('s')}`;
}

/** There is nobody to restore: the step becomes an invite that nothing was sent for. False where another holds it. */
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

/** Everything that waited for these guests to exist may go now; what nobody waits for, from its own time on. */
export async function releaseGuestSteps(
  db: Db,
  guestIds: readonly number[],
  { dueAt, bulkAt }: { dueAt: Date; bulkAt: Date },
): Promise<void> {
  await run(db)`
    update step set due_at = case when bulk then ${bulkAt}::timestamptz else ${dueAt}::timestamptz end
    where guest_id = any(${guestIds}::bigint[]) and ${waitsForGuest('step')}`;
}

/** The guest will not exist: what waited for it falls with it, in every request. */
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
