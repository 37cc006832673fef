import type { DueStep } from '../../store/steps/steps.ts';
import type { PaceName, Pacer } from '../ledger/pacer.ts';
import { postponeInvite, type SettleInviteDeps } from './settle-invite.ts';

/** An invite that the bot puts back waits so long. */
const backSeconds = 2;

/**
 * Takes the permits, then notes the intent in the ledger. False: there was no permit, or another worker or the breaker
 * has the step now.
 */
export async function beginInvite(
  deps: SettleInviteDeps & { pacer: Pacer },
  step: DueStep,
  permits: readonly PaceName[],
): Promise<boolean> {
  const putBack = (answer: 'pace' | 'held') =>
    postponeInvite(deps, step, { state: 'due', seconds: backSeconds, answer });
  if (!(await deps.pacer.permit(permits, step.bulk ? 'bulk' : 'person'))) {
    await putBack('pace');
    return false;
  }
  if (await deps.ledger.intend(step)) return true;
  if (permits.includes('invitation')) deps.pacer.over();
  await putBack('held');
  return false;
}
