import type { Reason } from '../../guests/reason.ts';
import { gateKinds, guestKinds } from '../../guests/step.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { whyOver } from '../ledger/retry-or-give-up.ts';
import { replicationDelay, waitedForMs } from '../runtime/retry-delays.ts';
import type { GrantDeps } from './begin-grants.ts';

/** Steps that give something wait for a new guest. */
const gives = (step: DueStep | undefined): boolean =>
  step === undefined || [...gateKinds, ...guestKinds].some((kind) => kind === step.kind);

/**
 * Puts grants off while the directory lags. From the second time on it halves the batch, so that one missing guest
 * delays few others. Returns the refusal of a grant that has waited too long; only one that goes alone is refused,
 * because in a batch another guest may be the missing one.
 */
export async function waitForDirectory(
  deps: Pick<GrantDeps, 'db' | 'clock' | 'patienceMs'>,
  steps: readonly DueStep[],
): Promise<Settlement | undefined> {
  const now = deps.clock.now().getTime();
  const [first] = steps;
  const byPauses = waitedForMs(first?.attempts ?? 0);
  const byClock = now - (first?.firstTriedAt?.getTime() ?? now);
  // Attempts may have failed for other reasons, and a clock may have been set.
  const waited = byClock < 0 ? byPauses : Math.min(byClock, byPauses);
  if (steps.length === 1 && waited >= deps.patienceMs) {
    const values = { minutes: Math.ceil(deps.patienceMs / 60_000) };
    const code = gives(first) ? 'replication timed out' : 'change not shown';
    const reason: Reason = first ? whyOver(first, { code, values }) : { code, values };
    return { state: 'refused', answer: 'not yet', reason };
  }
  const attempts = Math.max(...steps.map((step) => step.attempts)) + 1;
  await postponeSteps(deps.db, steps, {
    state: 'due',
    answer: 'not yet',
    dueAt: new Date(now + replicationDelay(attempts) * 1000),
    ...(attempts > 1 ? { batchSize: Math.ceil(steps.length / 2) } : {}),
  });
  return undefined;
}
