import type { Found } from '../guests/plan.ts';
import type { Reason } from '../guests/reason.ts';
import type { GuestState } from '../guests/states.ts';
import { markMailed } from '../store/begin-invitations.ts';
import { postponeSteps } from '../store/carry-steps.ts';
import { inTransaction } from '../store/database.ts';
import { holdGuest, identifyGuest } from '../store/guests.ts';
import { lookSoon } from '../store/looks.ts';
import { refuseWaiting, releaseGuestSteps } from '../store/settle-steps.ts';
import type { DueStep } from '../store/steps.ts';
import { maxAttempts, retryDelay } from './back-off.ts';
import type { WorkDeps } from './deps.ts';
import type { Lag } from './lag.ts';
import { gaveUp, settle, waitFor } from './settle.ts';

type Existing = {
  objectId: string;
  state: GuestState;
  madeByUs: boolean;
  /** Since when Graph says that the guest stands so. */
  changedAt?: Date | undefined;
};

const recordOf = (step: DueStep, { changedAt, ...guest }: Existing, completed: boolean) => ({
  id: step.guestId,
  ...guest,
  stateChangedAt: changedAt ?? null,
  completed,
});

type SettleDeps = WorkDeps & { chance: () => number; lag: Lag };

/** The guest exists: whoever waited for it may go. */
export async function guestExists(
  deps: SettleDeps,
  step: DueStep,
  guest: Existing,
  how: {
    answer: 'made' | 'found' | 'restored' | 'already so';
    graphRequestId?: string | undefined;
    /** Graph said that the invitation needs no redemption. */
    completed?: boolean;
  },
): Promise<void> {
  const { answer, graphRequestId, completed = false } = how;
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await identifyGuest(trx, recordOf(step, guest, completed));
    // The directory does not know a fresh guest at once, and where nobody waits a call too early is a call too many.
    const fresh = answer === 'made' || answer === 'found';
    const bulkAt = fresh ? new Date(now.getTime() + deps.lag.ms()) : now;
    await releaseGuestSteps(trx, step.guestId, { dueAt: now, bulkAt });
    if (fresh) await markMailed(trx, step.invitationId);
    const twice: Reason | undefined =
      step.repeats > 0 ? { code: 'mail may have gone twice' } : undefined;
    await settle({ ...deps, db: trx }, [step], {
      state: 'done',
      answer,
      graphRequestId,
      reason: twice,
    });
    // It may have been redeemed before we knew whose account it is; a notification of that meant nothing to us.
    if (answer === 'found' || completed) await lookSoon(trx, step.guestId, now);
  });
}

/** The guest will not exist: whoever waited for it falls too. */
export async function refuseInvite(
  deps: SettleDeps,
  step: DueStep,
  outcome: {
    reason: Reason;
    state?: 'unknown';
    answer?: 'gave up';
    graphRequestId?: string | undefined;
  },
): Promise<void> {
  const { reason, graphRequestId, state = 'refused', answer = 'refused' } = outcome;
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await holdGuest(trx, step.guestId);
    await refuseWaiting(trx, step.guestId, { state, answer: 'not invited', reason }, now);
    await settle({ ...deps, db: trx }, [step], { state, answer, reason, graphRequestId });
  });
}

/** The guest was there before: nothing tells whether the mail went. Access is given all the same. */
export async function cannotKnow(deps: SettleDeps, step: DueStep, guest: Existing): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await identifyGuest(trx, recordOf(step, guest, false));
    await releaseGuestSteps(trx, step.guestId, { dueAt: now, bulkAt: now });
    await settle({ ...deps, db: trx }, [step], {
      state: 'unknown',
      answer: 'lost',
      reason: { code: 'answer lost' },
    });
  });
}

/** Puts the invite off, within bounds: nothing was sent. */
export async function inviteLater(
  deps: SettleDeps,
  step: DueStep,
  why: { answer: string; seconds?: number | undefined },
): Promise<void> {
  const { answer, seconds: told } = why;
  if (told !== undefined) return await waitFor(deps, [step], { answer, seconds: told });
  const attempts = step.attempts + 1;
  if (attempts >= maxAttempts) {
    return await refuseInvite(deps, step, { reason: gaveUp(), answer: 'gave up' });
  }
  const seconds = retryDelay(attempts, deps.chance());
  await postponeInvite(deps, step, { state: 'due', seconds, answer });
}

export function postponeInvite(
  deps: SettleDeps,
  step: DueStep,
  later: { state: 'due' | 'looking'; seconds: number; answer: string },
): Promise<void> {
  const dueAt = new Date(deps.clock.now().getTime() + later.seconds * 1000);
  return postponeSteps(deps.db, [step], { state: later.state, dueAt, answer: later.answer });
}

/** Accounts that never had to redeem count as accepted; members are no guests at all. */
export function stateOf({
  userType,
  externalUserState,
}: Pick<Found, 'userType' | 'externalUserState'>): GuestState {
  if (userType === 'Member') return 'none';
  return externalUserState === 'PendingAcceptance' ? 'pending' : 'accepted';
}
