import type { SetupStep } from '../../src/graph/setup/setup-step.ts';
import type { StepOutcome } from '../../src/work/setup/carry-out.ts';
import type { Key, Say } from '../words/say.ts';

type Named = Pick<SetupStep, 'what' | 'name'>;

/** What a step makes, in a line, with the reason for a permission. */
export function stepWords({ what, name }: Named, say: Say): string {
  return say(`setup.${what}`, { name, text: what === 'permission' ? reasonFor(name, say) : '' });
}

/** One line for each thing that set-up makes or has made. */
export const outcomeWords = (
  step: Named,
  outcome: StepOutcome | 'removed' | 'gone' | 'kept',
  say: Say,
): string => `${stepWords(step, say)}: ${say(`setup.outcome.${outcome}`)}`;

const reasons = [
  'User.Invite.All',
  'User.Read.All',
  'Organization.Read.All',
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'Application.Read.All',
  'AppRoleAssignment.ReadWrite.All',
  'LicenseAssignment.ReadWrite.All',
  'User.ReadWrite.All',
  'User.DeleteRestore.All',
  'User.EnableDisableAccount.All',
  'User.RevokeSessions.All',
  'RoleManagement.Read.Directory',
] as const;

function reasonFor(permission: string, say: Say): string {
  const known = reasons.find((name) => name === permission);
  const key: Key = known === undefined ? 'setup.why.other' : `setup.why.${known}`;
  return say(key);
}
