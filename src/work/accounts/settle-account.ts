import type { Taken } from '../../graph/ending/removal-outcome.ts';
import { leavesOpen } from '../../guests/ending/decide-account.ts';
import type { HistoryEvent } from '../../guests/history-event.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';
import { settleUnmade } from '../granting/settle-unmade.ts';
import { settleEach } from '../ledger/settle.ts';
import type { TakingDeps } from '../taking/taking-deps.ts';
import type { AccountStep } from './account-step.ts';

type Change = {
  event: HistoryEvent;
  /** Runs in the transaction that settles the step. */
  changed: (trx: Db, now: Date) => Promise<void>;
  /** The event's detail in the history. */
  detail?: { blocked: boolean } | undefined;
  /** The next move where the account does not exist. */
  gone: 'ends' | 'again later';
};

/** Writes down what Graph answered to a change of an account. */
export async function settleAccount(
  deps: TakingDeps,
  step: AccountStep,
  taken: Taken,
  change: Change,
): Promise<void> {
  const { graphRequestId } = taken;
  await deps.pacer.heed('write', taken);
  if (taken.kind === 'taken') {
    const { lacking: reason } = taken;
    return await endChange(deps, step, change, { graphRequestId, ...(reason && { reason }) });
  }
  if (taken.kind === 'refused') return await settleRefused(deps, step, taken);
  if (taken.kind !== 'gone') return await settleUnmade(deps, [step], taken);
  if (taken.what === 'account' && change.gone === 'again later')
    return await settleUnmade(deps, [step], { kind: 'not yet' });
  await keep(deps, step, 'account gone already');
}

/**
 * Settles a change that Graph refused. The access ends without the block too: where Graph does not let the bot block,
 * the account stays open, and the row says so.
 */
async function settleRefused(
  deps: TakingDeps,
  step: AccountStep,
  refused: Extract<Taken, { kind: 'refused' }>,
): Promise<void> {
  const reason = inWords(step, refused.reason);
  if (step.kind !== 'block') return await settleUnmade(deps, [step], { ...refused, reason });
  const { graphRequestId } = refused;
  await deps.ledger.settle({
    step,
    settlement: { state: 'done', answer: 'kept', reason, graphRequestId },
  });
}

/** Says what a refusal leaves undone here. */
function inWords({ kind }: AccountStep, reason: Reason): Reason {
  const lacks = reason.code === 'permission missing';
  if (kind === 'block' && !leavesOpen(reason))
    return { ...reason, code: lacks ? 'account not blocked' : 'block refused' };
  return kind === 'unblock' && lacks ? { ...reason, code: 'account not unblocked' } : reason;
}

/** Settles a change that Graph made now or before. */
export async function endChange(
  deps: TakingDeps,
  step: AccountStep,
  { event, changed, detail }: Pick<Change, 'event' | 'changed' | 'detail'>,
  more: Pick<Settlement, 'graphRequestId' | 'reason'> = {},
): Promise<void> {
  const answer = step.kind === 'restore account' ? 'restored' : 'taken';
  const settlement: Settlement = { state: 'done', answer, ...more };
  await settleEach(deps, [{ step, settlement }], async (trx, now) => {
    await changed(trx, now);
    const { requestId, guestId } = step;
    const entry = { actor: 'guestlist', what: event, requestId, guestId };
    await record(trx, { ...entry, ...(detail && { detail }) }, now);
  });
}

/** Settles a step that changes nothing, and says why. */
export async function keep(
  deps: TakingDeps,
  step: AccountStep,
  code: Reason['code'],
): Promise<void> {
  await deps.ledger.settle({
    step,
    settlement: { state: 'done', answer: 'kept', reason: { code } },
  });
}
