import type { SetupStep } from '../../src/graph/setup/setup-step.ts';
import { isNeeded } from '../../src/work/doctor/permission-table.ts';
import type { StepOutcome } from '../../src/work/setup/carry-out.ts';
import type { Key, Say } from '../words/say.ts';

type Named = Pick<SetupStep, 'what' | 'name'>;

/** One line that names the thing that a step makes, with the reason for a permission. */
export function setupStepWords({ what, name }: Named, say: Say): string {
  return say(`setup.${what}`, { name, text: what === 'permission' ? reasonFor(name, say) : '' });
}

/** One line for each thing that set-up makes or has made. */
export const outcomeWords = (
  step: Named,
  outcome: StepOutcome | 'removed' | 'gone' | 'kept',
  say: Say,
): string => `${setupStepWords(step, say)}: ${say(`setup.outcome.${outcome}`)}`;

function reasonFor(permission: string, say: Say): string {
  const key: Key = isNeeded(permission) ? `setup.why.${permission}` : 'setup.why.other';
  return say(key);
}
