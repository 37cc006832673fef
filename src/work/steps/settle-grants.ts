import type { Answer } from '../../graph/client/answer.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { tripBreaker } from '../ledger/trip-breaker.ts';
import { tryLater } from '../ledger/try-later.ts';
import type { GrantDeps } from './begin-grants.ts';
import { waitForDirectory } from './wait-for-directory.ts';

/** Writes down what Graph answered to the call for these grants. */
export async function settleGrants(
  deps: GrantDeps,
  steps: readonly DueStep[],
  answer: Answer<undefined>,
): Promise<void> {
  const { graphRequestId } = answer;
  await deps.pacer.heed('write', answer);
  learnLag(deps, steps, answer);
  switch (answer.kind) {
    case 'done':
      return await endGrants(deps, steps, { state: 'done', answer: 'made', graphRequestId });
    case 'already':
      return await endGrants(deps, steps, { state: 'done', answer: 'already so', graphRequestId });
    case 'refused': {
      const { reason } = answer;
      const refusal = { state: 'refused', answer: 'refused', reason, graphRequestId } as const;
      return await endGrants(deps, steps, refusal);
    }
    case 'not yet': {
      const gaveUp = await waitForDirectory(deps, steps);
      if (gaveUp !== undefined) await endGrants(deps, steps, gaveUp);
      return;
    }
    case 'wait':
      if (answer.seconds !== undefined)
        await deps.pacer.pause(answer.scope === 'all' ? 'all' : 'write', answer.seconds);
      return await tryLater(deps, steps, { answer: 'throttled', seconds: answer.seconds });
    case 'lost':
      // A grant may be given twice: Graph then answers that it was so.
      return await tryLater(deps, steps, { answer: 'lost' });
    case 'stop':
      return await tripBreaker(deps, steps, answer.reason);
  }
}

/** Settles grants with one outcome. */
export async function endGrants(
  { ledger }: Pick<GrantDeps, 'ledger'>,
  steps: readonly DueStep[],
  settlement: Settlement,
): Promise<void> {
  await Promise.all(steps.map((step) => ledger.settle({ step, settlement })));
}

/** The first attempts of bulk work tell how long the directory takes to show a fresh guest. */
function learnLag(
  { lag }: Pick<GrantDeps, 'lag'>,
  steps: readonly DueStep[],
  { kind }: Answer<undefined>,
): void {
  if (!steps.every(({ bulk, attempts }) => bulk && attempts === 0)) return;
  if (kind === 'done') lag.heed('at once');
  if (kind === 'not yet') lag.heed('too early');
}
