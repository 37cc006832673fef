import type { Answer } from '../graph/answer.ts';
import type { InvitationToSend, Invited } from '../graph/invite-guest.ts';
import type { Found } from '../guests/plan.ts';
import { type Plan, planFor } from '../guests/plan.ts';
import type { Project } from '../guests/project.ts';
import type { Reason } from '../guests/reason.ts';
import { setPlan } from '../store/begin-invitations.ts';
import { intendSteps } from '../store/carry-steps.ts';
import { readInvitation } from '../store/invitations.ts';
import { readProject } from '../store/projects.ts';
import type { DueStep } from '../store/steps.ts';
import { lookDelay } from './back-off.ts';
import { findTrace, type LookDeps, lookForTrace } from './look-for-trace.ts';
import type { Pacer } from './pacer.ts';
import { stopEverything } from './settle.ts';
import {
  guestExists,
  inviteLater,
  postponeInvite,
  refuseInvite,
  stateOf,
} from './settle-invite.ts';
import { sponsorsFor } from './sponsors.ts';

export type InviteDeps = LookDeps & {
  worker: string;
  pacer: Pacer;
  findPeople: (addresses: readonly string[]) => Promise<ReadonlyMap<string, Found>>;
  invite: (invitation: InvitationToSend) => Promise<Answer<Invited>>;
};

/** Invites the guests of these steps, after one look at who is there already. */
export async function inviteGuests(deps: InviteDeps, steps: readonly DueStep[]): Promise<void> {
  const fresh = steps.filter((step) => step.state === 'due' && step.repeats === 0);
  const found =
    fresh.length === 0
      ? new Map<string, Found>()
      : await deps.findPeople(fresh.map((step) => step.address));
  // All of them come to their end, even where one fails: none may be taken for idle while its call is under way.
  const ends = await Promise.allSettled(
    steps.map((step) => carryOut(deps, step, found.get(step.address))),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function carryOut(deps: InviteDeps, step: DueStep, there: Found | undefined): Promise<void> {
  if (step.state !== 'due') return await lookForTrace(deps, step);
  if (there !== undefined) return await accept(deps, step, there);
  // The repeat may have been held since the look that allowed it.
  if (step.repeats > 0 && (await findTrace(deps, step)) === 'found') return;
  await invite(deps, step);
}

/** Somebody is there under this address: no mail; what waited for the guest may go. */
async function accept(deps: InviteDeps, step: DueStep, found: Found): Promise<void> {
  const plan = planFor(found);
  switch (plan) {
    case 'blocked':
      return await refuseInvite(deps, step, {
        reason: { code: 'blocked guest', values: { address: step.address } },
      });
    case 'restore':
      return await refuseInvite(deps, step, {
        reason: { code: 'deleted guest', values: { address: step.address } },
      });
    case 'invite':
    case 'member':
    case 'access only': {
      await setPlan(deps.db, step.invitationId, plan, changedTo(plan, step.address));
      return await guestExists(
        deps,
        step,
        { objectId: found.objectId, state: stateOf(found), madeByUs: false },
        { answer: 'already so' },
      );
    }
  }
}

/** What the row says where the review had said something else. */
function changedTo(plan: Plan, address: string): Reason | undefined {
  if (plan === 'member') return { code: 'member', values: { address } };
  if (plan === 'access only') return { code: 'guest already', values: { address } };
  return { code: 'invited after all', values: { address } };
}

async function invite(deps: InviteDeps, step: DueStep): Promise<void> {
  const invitation = await readInvitation(deps.db, step.invitationId);
  const project = invitation && (await readProject(deps.db, invitation.projectKey));
  if (invitation === undefined || project === undefined) {
    throw new Error('A step has lost its invitation');
  }
  if (!(await deps.pacer.permit(['invitation', 'write'], step.bulk))) {
    return await postponeInvite(deps, step, { state: 'due', seconds: 2, answer: 'pace' });
  }
  const mine = await intendSteps(deps.db, [step], deps.clock.now());
  if (mine.length === 0) {
    return await postponeInvite(deps, step, { state: 'due', seconds: 2, answer: 'held' });
  }
  const answer = await deps.invite(callFor(step.address, invitation, project));
  await deps.pacer.heed('invitation', answer);
  await handle(deps, step, answer);
}

function callFor(
  address: string,
  invitation: {
    displayName: string;
    redirectUrl: string;
    sendMail: boolean;
    language: string | null;
    cc: string | null;
    requesterId: string;
  },
  project: Project,
): InvitationToSend {
  return {
    address,
    displayName: invitation.displayName,
    redirectUrl: invitation.redirectUrl,
    sendMail: invitation.sendMail,
    language: invitation.language ?? undefined,
    cc: invitation.cc ?? undefined,
    sponsors: sponsorsFor(invitation.requesterId, project),
  };
}

async function handle(deps: InviteDeps, step: DueStep, answer: Answer<Invited>): Promise<void> {
  switch (answer.kind) {
    case 'done': {
      await setPlan(deps.db, step.invitationId, 'invite', changedTo('invite', step.address));
      const guest = { objectId: answer.value.objectId, state: 'pending', madeByUs: true } as const;
      // 'completed' needs no redemption: looking at the guest tells that it has accepted.
      const made = answer.value.state === 'completed' ? 'found' : 'made';
      return await guestExists(deps, step, guest, {
        answer: made,
        graphRequestId: answer.graphRequestId,
      });
    }
    case 'already':
      if (answer.objectId === undefined) {
        return await refuseInvite(deps, step, { reason: { code: 'invitation refused' } });
      }
      await setPlan(deps.db, step.invitationId, 'member', changedTo('member', step.address));
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
      return await stopEverything(deps, [step], answer.reason);
  }
}
