import type { Trace } from '../../graph/client/error-body.ts';
import type { Unsettled } from '../../graph/client/sort-answer.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Pacer } from '../ledger/pacer.ts';
import { retryOrGiveUp } from '../ledger/retry-or-give-up.ts';
import { tripBreaker } from '../ledger/trip-breaker.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { waitForDirectory } from './wait-for-directory.ts';

type UnmadeDeps = WorkDeps & {
  pacer: Pacer;
  chance: () => number;
  ledger: Ledger;
  /** How long Graph may not show what it was told. */
  patienceMs: number;
};

/**
 * Writes down a write that Graph did not make, or may not have made. The bot makes a lost write again: use this only
 * for writes that do no harm twice.
 */
export async function settleUnmade(
  deps: UnmadeDeps,
  steps: readonly DueStep[],
  answer: Trace & Unsettled,
): Promise<void> {
  switch (answer.kind) {
    case 'refused': {
      const { reason, graphRequestId } = answer;
      const refusal = { state: 'refused', answer: 'refused', reason, graphRequestId } as const;
      return await settleAll(deps, steps, refusal);
    }
    case 'not yet': {
      const gaveUp = await waitForDirectory(deps, steps);
      if (gaveUp !== undefined) await settleAll(deps, steps, gaveUp);
      return;
    }
    case 'wait':
      if (answer.seconds !== undefined)
        await deps.pacer.pause(answer.scope === 'all' ? 'all' : 'write', answer.seconds);
      return await retryOrGiveUp(deps, steps, { answer: 'throttled', seconds: answer.seconds });
    case 'lost':
      return await retryOrGiveUp(deps, steps, { answer: 'lost' });
    case 'stop':
      return await tripBreaker(deps, steps, answer.reason);
  }
}

/** Settles steps with one outcome. */
export async function settleAll(
  { ledger }: Pick<UnmadeDeps, 'ledger'>,
  steps: readonly DueStep[],
  settlement: Settlement,
): Promise<void> {
  await Promise.all(steps.map((step) => ledger.settle({ step, settlement })));
}
