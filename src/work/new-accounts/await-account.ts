import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import { inTransaction } from '../../store/database.ts';
import { type Existing, identifyGuests, lockGuestRows } from '../../store/guests/guests.ts';
import { requestersOf } from '../../store/guests/partners-in-sight.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { dropAccount, undoInvite } from '../../store/steps/undo-invites.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { redrawRequests } from '../ledger/redraw-requests.ts';
import { replicationDelay, waitedForMs } from '../runtime/retry-delays.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { tellOfRequest } from '../telling/tell-people.ts';
import { guestExists } from './guest-exists.ts';

export type AwaitAccountDeps = WorkDeps &
  Pick<Directory, 'readPerson'> & {
    ledger: Ledger;
    /** So long the directory may lag: before that, a missing account proves nothing. */
    patienceMs: number;
  };

/**
 * Settles an invite that Graph says it has made, as soon as Graph shows the account too. This is for guests who get no
 * access: for others the first membership or role proves the account.
 */
export async function awaitAccount(
  deps: AwaitAccountDeps,
  step: DueStep,
  { guest, graphRequestId }: { guest: Existing; graphRequestId?: string | undefined },
): Promise<void> {
  if ((await deps.readPerson(guest.objectId)) !== undefined)
    return await guestExists(deps, step, guest, { answer: 'made', graphRequestId });
  await inTransaction(deps.db, async (trx) => {
    await identifyGuests(trx, [{ id: step.guestId, ...guest }]);
    await postponeSteps(trx, [step], waiting(deps, 1));
  });
}

/** True for an invite whose account Graph has named and not yet shown. */
export const awaitsAccount = (step: DueStep): step is DueStep & { objectId: string } =>
  step.state === 'looking' && step.answer === 'not yet' && step.objectId !== null;

/** Searches once more for such an account. */
export async function lookForAccount(
  deps: AwaitAccountDeps,
  step: DueStep & { objectId: string },
): Promise<void> {
  const { objectId } = step;
  if ((await deps.readPerson(objectId)) !== undefined) {
    const guest = { objectId, state: 'pending', madeByUs: true } as const;
    return await guestExists(deps, step, guest, { answer: 'made' });
  }
  const waited = waitedForMs(step.looks);
  if (waited < deps.patienceMs) {
    const left = Math.max(1, (deps.patienceMs - waited) / 1000);
    return await postponeSteps(deps.db, [step], waiting(deps, step.looks + 1, left));
  }
  await accountNeverCame(deps, step);
}

function waiting({ clock }: Pick<WorkDeps, 'clock'>, attempts: number, most = 60) {
  const seconds = Math.min(replicationDelay(attempts), most);
  const dueAt = new Date(clock.now().getTime() + seconds * 1000);
  return { state: 'looking', answer: 'not yet', dueAt } as const;
}

/**
 * Ends the steps that wait for an account that Graph named and never showed. Its mail may have gone. The guest counts
 * as never made: no sweep searches for the account, and a resend begins anew. The requesters hear of it.
 */
export async function accountNeverCame(
  deps: Pick<AwaitAccountDeps, 'db' | 'clock' | 'log' | 'patienceMs'>,
  { guestId, id: stepId }: Pick<DueStep, 'guestId' | 'id'>,
): Promise<void> {
  const now = deps.clock.now();
  const values = { minutes: Math.ceil(deps.patienceMs / 60_000) };
  const reason: Reason = { code: 'account not shown', values };
  await inTransaction(deps.db, async (trx) => {
    await lockGuestRows(trx, [guestId]);
    const asked = await requestersOf(trx, guestId);
    const requestIds = await undoInvite(trx, guestId, reason, now);
    if (requestIds.length === 0) return;
    await dropAccount(trx, guestId);
    for (const { tenantId, requesterId, requestId, name, projects: project } of asked) {
      const to = { tenantId, requestId, about: 'acceptance', people: [requesterId] } as const;
      const told = { name, project, number: String(requestId) };
      const topic = `guest never came ${stepId}`;
      const message = { reason: { code: 'guest never came', values: told }, topic } as const;
      await tellOfRequest(trx, to, { ...message, subjectId: guestId }, now);
    }
    await redrawRequests(trx, requestIds, () => now);
  });
  deps.log.warn('account never came', { guestId, stepId });
}
