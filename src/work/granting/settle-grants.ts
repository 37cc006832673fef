import type { Answer } from '../../graph/client/sort-answer.ts';
import { takenSince } from '../../store/endings/grants-to-take.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { wasMade } from '../../store/steps/undo-invites.ts';
import { accountNeverCame } from '../new-accounts/await-account.ts';
import type { GrantDeps } from './begin-grants.ts';
import { settleAll, settleUnmade } from './settle-unmade.ts';
import { waitForDirectory } from './wait-for-directory.ts';

/** Writes down what Graph answered to the call for these grants. */
export async function settleGrants(
  deps: GrantDeps,
  steps: readonly DueStep[],
  answer: Answer<string | undefined>,
): Promise<void> {
  const { graphRequestId } = answer;
  await deps.pacer.heed('write', answer);
  learnLag(deps, steps, answer);
  if (answer.kind === 'done') {
    const made = { state: 'done', answer: 'made', gift: answer.value, graphRequestId } as const;
    return await settleAll(deps, steps, made);
  }
  if (answer.kind === 'already') return await settleAlready(deps, steps, { graphRequestId });
  if (answer.kind === 'not yet') return await waitForGuest(deps, steps);
  // The bot may make a grant twice: Graph then answers that it was so.
  await settleUnmade(deps, steps, answer);
}

/**
 * Settles grants that the directory has already. Gives again later what the bot took a moment ago: the directory may
 * still show what is gone.
 */
export async function settleAlready(
  deps: GrantDeps,
  steps: readonly DueStep[],
  more: Pick<Settlement, 'graphRequestId'> = {},
): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - deps.patienceMs);
  const ids = steps.map(({ id }) => id);
  const taken = await takenSince(deps.db, ids, since);
  const believed = steps.filter(({ id }) => !taken.has(id));
  await settleAll(deps, believed, { state: 'done', answer: 'already so', ...more });
  const doubted = steps.filter(({ id }) => taken.has(id));
  const gaveUp = doubted.length === 0 ? undefined : await waitForDirectory(deps, doubted);
  if (gaveUp !== undefined) await settleAll(deps, doubted, gaveUp);
}

/**
 * Waits for a guest whom Graph does not show yet. After too long either the target is missing, or a guest whom Graph
 * named and never made.
 */
async function waitForGuest(deps: GrantDeps, steps: readonly DueStep[]): Promise<void> {
  const gaveUp = await waitForDirectory(deps, steps);
  const [step] = steps;
  if (gaveUp === undefined || step === undefined) return;
  const { objectId, guestId } = step;
  const isMissing = objectId !== null && (await deps.readPerson(objectId)) === undefined;
  if (isMissing && (await wasMade(deps.db, guestId))) return await accountNeverCame(deps, step);
  await settleAll(deps, steps, gaveUp);
}

/** The first attempts of bulk work tell how long the directory takes to show a fresh guest. */
function learnLag(
  { lag }: Pick<GrantDeps, 'lag'>,
  steps: readonly DueStep[],
  { kind }: Answer<unknown>,
): void {
  if (!steps.every(({ bulk, attempts }) => bulk && attempts === 0)) return;
  if (kind === 'done') lag.heed('at once');
  if (kind === 'not yet') lag.heed('too early');
}
