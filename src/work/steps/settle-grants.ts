import type { Answer } from '../../graph/client/answer.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { GrantDeps } from './begin-grants.ts';
import { settleAll, settleUnmade } from './settle-unmade.ts';

/** Writes down what Graph answered to the call for these grants. */
export async function settleGrants(
  deps: GrantDeps,
  steps: readonly DueStep[],
  answer: Answer<undefined>,
): Promise<void> {
  const { graphRequestId } = answer;
  await deps.pacer.heed('write', answer);
  learnLag(deps, steps, answer);
  if (answer.kind === 'done')
    return await settleAll(deps, steps, { state: 'done', answer: 'made', graphRequestId });
  if (answer.kind === 'already')
    return await settleAll(deps, steps, { state: 'done', answer: 'already so', graphRequestId });
  // A grant may be given twice: Graph then answers that it was so.
  await settleUnmade(deps, steps, answer);
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
