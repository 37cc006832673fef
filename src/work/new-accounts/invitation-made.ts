import type { Answer } from '../../graph/client/sort-answer.ts';
import type { Invited } from '../../graph/people/invite-guest.ts';
import { isResend } from '../../guests/is-resend.ts';
import { setPlan } from '../../store/invitations/begin-invitations.ts';
import type { InvitationToCarryOut } from '../../store/invitations/invitations.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { type AwaitAccountDeps, awaitAccount } from './await-account.ts';
import { guestExists } from './guest-exists.ts';

/** Writes down that Graph has made an invitation, or waits for its account. */
export async function invitationMade(
  deps: AwaitAccountDeps,
  { step, invitation }: { step: DueStep; invitation: InvitationToCarryOut },
  { value, graphRequestId }: Answer<Invited> & { kind: 'done' },
): Promise<void> {
  const { plan, access } = invitation;
  if (plan !== 'invite' && !isResend(step)) {
    const changed = { code: 'invited after all', values: { address: step.address } } as const;
    await setPlan(deps.db, step.invitationId, 'invite', changed);
  }
  const { objectId, state } = value;
  // 'completed' needs no redemption: the check that follows finds the acceptance.
  const completed = state === 'completed';
  const madeByUs = !isResend(step);
  const guest = { objectId, state: 'pending', madeByUs, completed } as const;
  // A membership, a role or a licence will prove that Graph has the account.
  const isProven = access.groups.length + access.apps.length + access.licences.length > 0;
  if (!isResend(step) && !isProven)
    return await awaitAccount(deps, step, { guest, graphRequestId });
  await guestExists(deps, step, guest, { answer: 'made', graphRequestId });
}
