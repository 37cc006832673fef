import type { Found } from '../guests/plan.ts';
import type { Reason } from '../guests/reason.ts';
import type { GuestState } from '../guests/states.ts';
import { inTransaction } from '../store/database.ts';
import { identifyGuest } from '../store/guests.ts';
import { markMailed } from '../store/invitations.ts';
import { type DueStep, postponeSteps, refuseWaiting, releaseGuestSteps } from '../store/steps.ts';
import type { WorkDeps } from './deps.ts';
import { settle, tryLater } from './settle.ts';

type SettleDeps = WorkDeps & { chance: () => number };

/** The guest exists: whoever waited for it may go. */
export async function guestExists(
  deps: SettleDeps,
  step: DueStep,
  guest: { objectId: string; state: GuestState; madeByUs: boolean },
  how: { answer: 'made' | 'found' | 'already so'; graphRequestId?: string | undefined },
): Promise<void> {
  const { answer, graphRequestId } = how;
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await identifyGuest(trx, { id: step.guestId, ...guest, stateChangedAt: null });
    if (answer !== 'already so') await markMailed(trx, step.invitationId);
    const twice: Reason | undefined =
      step.repeats > 0 ? { code: 'mail may have gone twice' } : undefined;
    await settle({ ...deps, db: trx }, [step], {
      state: 'done',
      answer,
      graphRequestId,
      reason: twice,
    });
    await releaseGuestSteps(trx, step.guestId, now);
    // It may have been redeemed before we knew whose account it is; a notification of that meant nothing to us.
    if (answer === 'found')
      await deps.queue.send(trx, 'look-at-guest', { objectId: guest.objectId });
  });
}

/** The guest will not exist: whoever waited for it falls too. */
export async function refuseInvite(
  deps: SettleDeps,
  step: DueStep,
  outcome: { reason: Reason; state?: 'unknown'; graphRequestId?: string | undefined },
): Promise<void> {
  const { reason, graphRequestId, state = 'refused' } = outcome;
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await settle({ ...deps, db: trx }, [step], {
      state,
      answer: 'refused',
      reason,
      graphRequestId,
    });
    await refuseWaiting(trx, step.guestId, { state, answer: 'not invited', reason }, now);
  });
}

/** The guest was there before: nothing tells whether the mail went. Access is given all the same. */
export async function cannotKnow(
  deps: SettleDeps,
  step: DueStep,
  guest: { objectId: string; state: GuestState; madeByUs: boolean },
): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await identifyGuest(trx, { id: step.guestId, ...guest, stateChangedAt: null });
    await settle({ ...deps, db: trx }, [step], {
      state: 'unknown',
      answer: 'lost',
      reason: { code: 'answer lost' },
    });
    await releaseGuestSteps(trx, step.guestId, now);
  });
}

/** Puts the invite off, within bounds. */
export async function inviteLater(
  deps: SettleDeps,
  step: DueStep,
  why: { answer: string; seconds?: number | undefined },
): Promise<void> {
  if ((await tryLater(deps, [step], why)) === 'later') return;
  const reason: Reason = { code: 'gave up', values: { attempts: step.attempts + 1 } };
  await refuseWaiting(
    deps.db,
    step.guestId,
    { state: 'refused', answer: 'not invited', reason },
    deps.clock.now(),
  );
}

export function postponeInvite(
  deps: SettleDeps,
  step: DueStep,
  later: { state: 'due' | 'looking'; seconds: number; answer: string },
): Promise<void> {
  const dueAt = new Date(deps.clock.now().getTime() + later.seconds * 1000);
  return postponeSteps(deps.db, [step.id], { state: later.state, dueAt, answer: later.answer });
}

/** Accounts that never had to redeem count as accepted. */
export const stateOf = (state: Found['externalUserState']): GuestState =>
  state === 'PendingAcceptance' ? 'pending' : 'accepted';
