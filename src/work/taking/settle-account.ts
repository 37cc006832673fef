import type { Taken } from '../../graph/ending/taken.ts';
import type { HistoryEvent } from '../../guests/history-event.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';
import { settleEach } from '../ledger/settle.ts';
import { tripBreaker } from '../ledger/trip-breaker.ts';
import { tryLater } from '../ledger/try-later.ts';
import { replicationDelay } from '../runtime/retry-delays.ts';
import type { AccountStep } from './account-step.ts';
import type { TakingDeps } from './taking-deps.ts';

type Change = {
  event: HistoryEvent;
  /** Runs in the transaction that settles the step. */
  changed: (trx: Db, now: Date) => Promise<void>;
  /** What an account that is not there comes to. */
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
  switch (taken.kind) {
    case 'taken':
      return await endChange(deps, step, change, graphRequestId);
    case 'gone':
      if (taken.what === 'account' && change.gone === 'again later')
        return await lookLater(deps, step);
      return await keep(deps, step, 'account gone already');
    case 'not yet':
      return await lookLater(deps, step);
    case 'wait':
      if (taken.seconds !== undefined)
        await deps.pacer.pause(taken.scope === 'all' ? 'all' : 'write', taken.seconds);
      return await tryLater(deps, [step], { answer: 'throttled', seconds: taken.seconds });
    case 'lost':
      return await tryLater(deps, [step], { answer: 'lost' });
    case 'refused': {
      const { reason } = taken;
      const settlement: Settlement = {
        state: 'refused',
        answer: 'refused',
        reason,
        graphRequestId,
      };
      return await deps.ledger.settle({ step, settlement });
    }
    case 'stop':
      return await tripBreaker(deps, [step], taken.reason);
  }
}

/** The account is as it was to be. */
export async function endChange(
  deps: TakingDeps,
  step: AccountStep,
  { event, changed }: Pick<Change, 'event' | 'changed'>,
  graphRequestId?: string,
): Promise<void> {
  const answer = step.kind === 'restore account' ? 'restored' : 'taken';
  const settlement: Settlement = { state: 'done', answer, graphRequestId };
  await settleEach(deps, [{ step, settlement }], async (trx, now) => {
    await changed(trx, now);
    const { requestId, guestId } = step;
    await record(trx, { actor: 'guestlist', what: event, requestId, guestId }, now);
  });
}

/** Nothing is changed. */
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

async function lookLater(deps: TakingDeps, step: AccountStep): Promise<void> {
  const now = deps.clock.now().getTime();
  const waited = now - (step.firstTriedAt?.getTime() ?? now);
  if (waited >= deps.patienceMs) {
    const values = { minutes: Math.ceil(deps.patienceMs / 60_000) };
    const reason: Reason = { code: 'replication timed out', values };
    await deps.ledger.settle({ step, settlement: { state: 'refused', answer: 'not yet', reason } });
    return;
  }
  const dueAt = new Date(now + replicationDelay(step.attempts + 1) * 1000);
  await postponeSteps(deps.db, [step], { state: 'due', answer: 'not yet', dueAt });
}
