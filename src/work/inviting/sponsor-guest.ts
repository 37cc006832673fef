import type { Answer } from '../../graph/client/sort-answer.ts';
import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import { readInvitations } from '../../store/invitations/invitations.ts';
import { mayNotSponsor } from '../../store/steps/sponsor-steps.ts';
import { type DueStep, insertSteps } from '../../store/steps/steps.ts';
import { beginGrants, type GrantDeps } from '../granting/begin-grants.ts';
import type { StepForGuest } from '../granting/call-for-one.ts';
import { settleAll, settleUnmade } from '../granting/settle-unmade.ts';
import { waitForDirectory } from '../granting/wait-for-directory.ts';
import { maxAttempts } from '../runtime/retry-delays.ts';
import { mostSponsors } from './sponsors.ts';

export type SponsorDeps = GrantDeps & Pick<Directory, 'sponsorsOf' | 'addSponsor'>;

/**
 * Makes the requester a sponsor of a guest who existed before. The access does not depend on it: what the bot leaves
 * undone counts as done, and says why.
 */
export async function sponsorGuest(deps: SponsorDeps, step: DueStep): Promise<void> {
  const { objectId } = step;
  const [invitation] = await readInvitations(deps.db, [step.invitationId]);
  const existed = invitation?.plan === 'access only' || invitation?.plan === 'restore';
  // A guest who was invited after all got the sponsors with the invitation, and members have none.
  if (!existed || objectId === null) return await leave(deps, step);
  // The bot does not send a call that Graph is known to refuse.
  if (await mayNotSponsor(deps.db, step.requestId))
    return await leave(deps, step, { reason: notPermitted });
  const sponsors = await deps.sponsorsOf(objectId);
  if (sponsors?.has(step.target.toLowerCase()))
    return await settleAll(deps, [step], { state: 'done', answer: 'already so' });
  if (sponsors !== undefined && sponsors.size >= mostSponsors)
    return await leave(deps, step, { reason: { code: 'sponsors full' } });
  const [going] = await beginGrants(deps, [step], { writes: ['write'] });
  if (going === undefined) return;
  const answer = await deps.addSponsor({ objectId, sponsorId: step.target });
  await handle(deps, { ...going, objectId }, answer);
}

/** Stores the sponsor's step of a guest who turned out to exist. It waits until the ledger knows the account. */
export async function askForSponsor(
  db: Db,
  { requestId, invitationId, guestId, bulk }: DueStep,
  requesterId: string,
): Promise<void> {
  const step = { kind: 'sponsor', target: requesterId, detail: '', dueAt: null } as const;
  await insertSteps(db, [{ requestId, invitationId, guestId, bulk, ...step }]);
}

const notPermitted: Reason = {
  code: 'sponsor not permitted',
  values: { permission: 'User.ReadWrite.All' },
};

const notAdded: Reason = { code: 'sponsor not added' };

async function leave(
  deps: SponsorDeps,
  step: DueStep,
  why: { reason?: Reason; graphRequestId?: string | undefined } = {},
): Promise<void> {
  await settleAll(deps, [step], { state: 'done', answer: 'kept', ...why });
}

async function handle(
  deps: SponsorDeps,
  step: StepForGuest,
  answer: Answer<undefined>,
): Promise<void> {
  const { graphRequestId } = answer;
  await deps.pacer.heed('write', answer);
  switch (answer.kind) {
    case 'done':
      return await settleAll(deps, [step], { state: 'done', answer: 'made', graphRequestId });
    case 'already':
      return await settleAll(deps, [step], { state: 'done', answer: 'already so', graphRequestId });
    case 'refused':
      return await leave(deps, step, { reason: answer.reason, graphRequestId });
    case 'not yet':
      if ((await waitForDirectory(deps, [step])) === undefined) return;
      return await leave(deps, step, { reason: notAdded });
    case 'wait':
    case 'lost':
    case 'stop':
      if (answer.kind !== 'stop' && step.attempts + 1 >= maxAttempts)
        return await leave(deps, step, { reason: notAdded });
      return await settleUnmade(deps, [step], answer);
  }
}
