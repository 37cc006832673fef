import type { Answer } from '../../graph/client/sort-answer.ts';
import type { Directory } from '../../graph/directory.ts';
import type { InvitationToSend, Invited } from '../../graph/people/invite-guest.ts';
import { isResend } from '../../guests/is-resend.ts';
import { planAgain } from '../../guests/plan-again.ts';
import type { Project } from '../../guests/project/project.ts';
import { inTransaction } from '../../store/database.ts';
import { identifyGuests, readGuest } from '../../store/guests/guests.ts';
import { setPlan } from '../../store/invitations/begin-invitations.ts';
import { type InvitationToCarryOut, readInvitations } from '../../store/invitations/invitations.ts';
import { readProject } from '../../store/projects.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { type SkipAccessDeps, skipExistingAccess } from '../granting/skip-existing-access.ts';
import type { Pacer } from '../ledger/pacer.ts';
import { tripBreaker } from '../ledger/trip-breaker.ts';
import {
  type AwaitAccountDeps,
  awaitsAccount,
  lookForAccount,
} from '../new-accounts/await-account.ts';
import { guestExists } from '../new-accounts/guest-exists.ts';
import { guestStateOf } from '../new-accounts/guest-state.ts';
import { invitationMade } from '../new-accounts/invitation-made.ts';
import { lookDelay } from '../runtime/retry-delays.ts';
import { beginInvite } from './begin-invite.ts';
import { findLostInvite, findTrace, type LostInviteDeps } from './find-lost-invite.ts';
import { type RecheckDeps, type Rechecked, recheckGuests } from './recheck-guests.ts';
import { inviteLater, postponeInvite, refuseInvite, waitForUnblock } from './settle-invite.ts';
import { askForSponsor } from './sponsor-guest.ts';
import { sponsorsFor } from './sponsors.ts';

export type InviteDeps = LostInviteDeps &
  AwaitAccountDeps &
  RecheckDeps &
  SkipAccessDeps &
  Pick<Directory, 'invite' | 'readInvitesFrom'> & {
    worker: string;
    pacer: Pacer;
  };

/** A step and what its call needs. */
type Invite = { step: DueStep; invitation: InvitationToCarryOut; project: Project };

/** Invites the guests of these steps, after one check of which accounts exist by now. */
export async function inviteGuests(deps: InviteDeps, steps: readonly DueStep[]): Promise<void> {
  const fresh = steps.filter(
    (step) => step.state === 'due' && step.repeats === 0 && !isResend(step),
  );
  const [invites, rechecked] = await Promise.all([
    readInvites(deps, steps),
    recheckGuests(deps, fresh),
  ]);
  // Waits for all, even where one fails: no step may count as idle while its call is under way.
  const ends = await Promise.allSettled(
    invites.map((invite) => carryOut(deps, invite, rechecked.get(invite.step.id))),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function readInvites(deps: InviteDeps, steps: readonly DueStep[]): Promise<Invite[]> {
  const rows = await readInvitations(
    deps.db,
    steps.map((step) => step.invitationId),
  );
  const keys = [...new Set(rows.map(({ projectKey }) => projectKey))];
  const read = await Promise.all(keys.map((key) => readProject(deps.db, key)));
  const projects = new Map(keys.map((key, n) => [key, read[n]]));
  const invitations = new Map(rows.map((row) => [row.id, row]));
  return steps.map((step) => {
    const invitation = invitations.get(step.invitationId);
    const project = invitation && projects.get(invitation.projectKey);
    if (invitation === undefined || project === undefined) {
      throw new Error('A step has lost its invitation');
    }
    return { step, invitation, project };
  });
}

async function carryOut(
  deps: InviteDeps,
  it: Invite,
  rechecked: Rechecked | undefined,
): Promise<void> {
  const { step } = it;
  if (awaitsAccount(step)) return await lookForAccount(deps, step);
  if (step.state !== 'due') return await findLostInvite(deps, step);
  if (rechecked !== undefined && rechecked.now.kind !== 'nobody')
    return await accept(deps, it, rechecked);
  // The repeat may have waited since the bot last searched for the trace.
  if (step.repeats > 0 && (await findTrace(deps, step)) === 'found') return;
  if (isResend(step) && (await readGuest(deps.db, step.guestId))?.state === 'accepted')
    return await deps.ledger.settle({ step, settlement: acceptedMeanwhile });
  await invite(deps, it);
}

/** A guest who has accepted needs no other mail. */
const acceptedMeanwhile = {
  state: 'done',
  answer: 'already so',
  reason: { code: 'accepted meanwhile' },
} as const;

/**
 * Accepts that the account exists, or existed and is gone. An existing guest gets no mail; the missing access becomes
 * due.
 */
async function accept(
  deps: InviteDeps,
  { step, invitation }: Invite,
  { reviewed, now }: Rechecked,
): Promise<void> {
  const isBlocked = now.kind === 'there' && !now.found.accountEnabled;
  if (isBlocked && (await waitForUnblock(deps, step))) return;
  const again = planAgain(reviewed.plan, now, step.address);
  if (again.kind === 'refuse') return await refuseInvite(deps, step, { reason: again.reason });
  if (now.kind !== 'there') return;
  const { found } = now;
  await setPlan(deps.db, step.invitationId, again.plan, again.changed);
  if (again.plan === 'access only') await askForSponsor(deps.db, step, invitation.requesterId);
  const { objectId, changedAt } = found;
  const guest = { objectId, state: guestStateOf(found), madeByUs: false, changedAt };
  // The bot stores the account first: another step may be taking access from it, under any address.
  if (step.objectId !== objectId) {
    await inTransaction(deps.db, (trx) => identifyGuests(trx, [{ id: step.guestId, ...guest }]));
  }
  await skipExistingAccess(deps, step.guestId, found);
  await guestExists(deps, step, guest, { answer: 'already so' });
}

async function invite(deps: InviteDeps, it: Invite): Promise<void> {
  const { step } = it;
  // Does not send what Graph is known to refuse. The setting may have changed since the review.
  if (it.invitation.nobodyMayInvite && (await deps.readInvitesFrom()) === 'none')
    return await tripBreaker(deps, [step], { code: 'invitations switched off' });
  if (!(await beginInvite(deps, step, ['invitation', 'write']))) return;
  const answer = await deps.invite(callFor(it)).finally(() => deps.pacer.over());
  await deps.pacer.heed('invitation', answer);
  await handle(deps, it, answer);
}

function callFor({ step, invitation, project }: Invite): InvitationToSend {
  return {
    address: step.address,
    displayName: invitation.displayName,
    redirectUrl: invitation.redirectUrl,
    // A resend always sends the mail.
    sendMail: invitation.sendMail || isResend(step),
    language: invitation.language ?? undefined,
    cc: invitation.cc ?? undefined,
    sponsors: sponsorsFor(invitation.requesterId, project),
  };
}

async function handle(deps: InviteDeps, it: Invite, answer: Answer<Invited>): Promise<void> {
  const { step } = it;
  switch (answer.kind) {
    case 'done':
      return await invitationMade(deps, it, answer);
    case 'already':
      if (answer.objectId === undefined) {
        return await refuseInvite(deps, step, { reason: { code: 'invitation refused' } });
      }
      await setPlan(deps.db, step.invitationId, 'member', {
        code: 'member',
        values: { address: step.address },
      });
      return await guestExists(
        deps,
        step,
        { objectId: answer.objectId, state: 'none', madeByUs: false },
        { answer: 'already so' },
      );
    case 'wait':
      if (answer.seconds !== undefined)
        await deps.pacer.pause(answer.scope === 'all' ? 'all' : 'invitation', answer.seconds);
      return await inviteLater(deps, step, { answer: 'throttled', seconds: answer.seconds });
    case 'not yet':
      return await inviteLater(deps, step, { answer: 'not yet' });
    case 'lost':
      return await postponeInvite(deps, step, {
        state: 'looking',
        seconds: lookDelay(0),
        answer: 'lost',
      });
    case 'refused':
      return await refuseInvite(deps, step, {
        reason: answer.reason,
        graphRequestId: answer.graphRequestId,
      });
    case 'stop':
      return await tripBreaker(deps, [step], answer.reason);
  }
}
