import { type Db, inTransaction } from '../../store/database.ts';
import { type Settlement, settleSteps } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { progressMs, redrawRequests } from './redraw-requests.ts';

/** A step and its outcome. */
export type StepEnd = { step: DueStep; settlement: Settlement };

/** Settles steps with one outcome and redraws the request's card. `endFinished` then ends their invitations. */
export async function settle(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  steps: readonly DueStep[],
  settlement: Settlement,
): Promise<void> {
  await settleEach(
    deps,
    steps.map((step) => ({ step, settlement })),
  );
}

/** Settles each step with its own outcome. `first` runs before that, in the same transaction. */
export async function settleEach(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  ends: readonly StepEnd[],
  first: (trx: Db, now: Date) => Promise<void> = async () => undefined,
): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await first(trx, now);
    await settleSteps(
      trx,
      ends.map(({ step, settlement }) => ({ id: step.id, ...settlement })),
      now,
    );
    const requestIds = ends.map(({ step }) => step.requestId);
    const soon = new Date(now.getTime() + progressMs);
    await redrawRequests(trx, requestIds, () => soon);
  });
  logEnds(deps, ends);
}

/** Logs one line for all steps of one kind and outcome. */
function logEnds({ log }: Pick<WorkDeps, 'log'>, ends: readonly StepEnd[]): void {
  const same = Map.groupBy(ends, ({ step: { kind }, settlement: { state, answer } }) =>
    [kind, state, answer].join(),
  );
  for (const [first, ...others] of same.values()) {
    if (first === undefined) continue;
    const { step, settlement } = first;
    const { state, answer } = settlement;
    const steps = 1 + others.length;
    log.info('steps settled', { steps, stepId: step.id, kind: step.kind, state, answer });
  }
}
