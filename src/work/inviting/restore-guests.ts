import type { Answer } from '../../graph/client/sort-answer.ts';
import type { Directory, PeopleFound } from '../../graph/directory.ts';
import { type Found, planFor } from '../../guests/plan.ts';
import type { Reason } from '../../guests/reason.ts';
import { inTransaction } from '../../store/database.ts';
import { missGuest } from '../../store/guests/guest-states.ts';
import { setPlan } from '../../store/invitations/begin-invitations.ts';
import { inviteInstead } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Pacer } from '../ledger/pacer.ts';
import { tripBreaker } from '../ledger/trip-breaker.ts';
import { guestExists } from '../new-accounts/guest-exists.ts';
import { guestStateOf } from '../new-accounts/guest-state.ts';
import { replicationDelay, waitedForMs } from '../runtime/retry-delays.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { beginInvite } from './begin-invite.ts';
import { inviteLater, postponeInvite, refuseInvite, waitForUnblock } from './settle-invite.ts';

export type RestoreDeps = WorkDeps &
  Pick<
    Directory,
    'findPeople' | 'findDeletedPeople' | 'readTenant' | 'readPerson' | 'restorePerson'
  > & {
    pacer: Pacer;
    chance: () => number;
    ledger: Ledger;
    /** So long the directory may lag: before that, a missing account after a restore proves nothing. */
    patienceMs: number;
  };

/**
 * Restores the accounts of these steps, after one check of which exist and which are deleted. Restoring twice does no
 * harm: after a lost answer the check shows what was done.
 */
export async function restoreGuests(deps: RestoreDeps, steps: readonly DueStep[]): Promise<void> {
  const addresses = steps.map((step) => step.address);
  const living = await deps.findPeople(addresses);
  const missing = addresses.filter((address) => !living.has(address));
  const deleted: PeopleFound | 'not readable' =
    missing.length === 0
      ? new Map()
      : await deps.findDeletedPeople(missing, (await deps.readTenant()).initialDomain);
  const ends = await Promise.allSettled(
    steps.map(async (step) => {
      const there = living.get(step.address);
      if (there !== undefined) return await accept(deps, step, there);
      if (deleted === 'not readable') return await refuse(deps, step, 'restore refused');
      await bringBack(deps, step, deleted.get(step.address));
    }),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Accepts that the account is back, through the bot or through somebody else. */
async function accept(deps: RestoreDeps, step: DueStep, found: Found): Promise<void> {
  const plan = planFor(found);
  if (plan === 'blocked') return await blocked(deps, step);
  const { objectId } = found;
  if (step.firstTriedAt === null) {
    const code = plan === 'member' ? 'member' : 'guest already';
    const changed: Reason = { code, values: { address: step.address } };
    await setPlan(deps.db, step.invitationId, plan, changed);
  }
  const guest = { objectId, state: guestStateOf(found), madeByUs: false };
  await guestExists(deps, step, guest, { answer: 'already so' });
}

async function bringBack(
  deps: RestoreDeps,
  step: DueStep,
  found: Found | undefined,
): Promise<void> {
  if (found === undefined) return await miss(deps, step);
  // A deleted member is no partner, so the bot does not restore them.
  if (planFor(found) !== 'restore') return await refuse(deps, step, 'deleted guest');
  if (!(await beginInvite(deps, step, ['write']))) return;
  await handle(deps, step, found, await deps.restorePerson(found.objectId));
}

async function handle(
  deps: RestoreDeps,
  step: DueStep,
  found: Found,
  answer: Answer<undefined>,
): Promise<void> {
  await deps.pacer.heed('write', answer);
  switch (answer.kind) {
    case 'done':
    case 'already':
      return await isBack(deps, step, found, answer.graphRequestId);
    case 'wait':
      if (answer.seconds !== undefined)
        await deps.pacer.pause(answer.scope === 'all' ? 'all' : 'write', answer.seconds);
      return await inviteLater(deps, step, { answer: 'throttled', seconds: answer.seconds });
    case 'not yet':
    case 'lost':
      return await inviteLater(deps, step, { answer: answer.kind });
    case 'refused':
      // The account was restored or removed for good meanwhile. The next check shows which.
      if (answer.reason.code === 'access target missing') {
        return await inviteLater(deps, step, { answer: 'not yet' });
      }
      return await refuseInvite(deps, step, {
        reason: answer.reason,
        graphRequestId: answer.graphRequestId,
      });
    case 'stop':
      return await tripBreaker(deps, [step], answer.reason);
  }
}

async function isBack(
  deps: RestoreDeps,
  step: DueStep,
  found: Found,
  graphRequestId: string | undefined,
): Promise<void> {
  const { objectId } = found;
  // The list of deleted accounts may be old. It counts only where Graph does not show the restored account yet.
  const person = await deps.readPerson(objectId);
  if (person?.accountEnabled === false) return await blocked(deps, step);
  const guest = { objectId, state: guestStateOf(person ?? found), madeByUs: false };
  await guestExists(deps, step, guest, { answer: 'restored', graphRequestId });
}

/** The bot unblocks a guest whom it blocked before it gives anything. */
async function blocked(deps: RestoreDeps, step: DueStep): Promise<void> {
  if (await waitForUnblock(deps, step)) return;
  await refuse(deps, step, 'blocked guest');
}

/**
 * Handles an account that neither lives nor is among the deleted. If the bot has tried to restore it, the step first
 * waits for the directory. After that the account counts as gone for good, and the bot invites a new guest.
 */
async function miss(deps: RestoreDeps, step: DueStep): Promise<void> {
  const now = deps.clock.now();
  if (step.firstTriedAt !== null && waitedForMs(step.looks) < deps.patienceMs) {
    const seconds = replicationDelay(step.looks + 1);
    return await postponeInvite(deps, step, { state: 'due', seconds, answer: 'not yet' });
  }
  await inTransaction(deps.db, async (trx) => {
    if (!(await inviteInstead(trx, step, now))) return;
    await missGuest(trx, step.guestId);
    const changed: Reason = { code: 'invited after all', values: { address: step.address } };
    await setPlan(trx, step.invitationId, 'invite', changed);
  });
}

async function refuse(
  deps: RestoreDeps,
  step: DueStep,
  code: 'restore refused' | 'deleted guest' | 'blocked guest',
): Promise<void> {
  await refuseInvite(deps, step, { reason: { code, values: { address: step.address } } });
}
