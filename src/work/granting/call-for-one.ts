import type { Answer } from '../../graph/client/sort-answer.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { PaceName } from '../ledger/pacer.ts';
import { beginGrants, type GrantDeps } from './begin-grants.ts';
import { settleGrants } from './settle-grants.ts';

/** A step whose guest exists. */
export type StepForGuest = Omit<DueStep, 'objectId'> & { objectId: string };

/**
 * Makes an effect from one call that the bot may repeat without harm: takes the permits for `writes`, notes the intent,
 * makes the call, writes down the answer.
 */
export const callForOne =
  <Deps extends GrantDeps>(
    writes: readonly PaceName[],
    call: (deps: Deps, step: StepForGuest) => Promise<Answer<string | undefined>>,
  ) =>
  async (deps: Deps, step: DueStep): Promise<void> => {
    const [going] = await beginGrants(deps, [step], { writes });
    if (going === undefined || going.objectId === null) return;
    const { objectId } = going;
    await settleGrants(deps, [going], await call(deps, { ...going, objectId }));
  };
