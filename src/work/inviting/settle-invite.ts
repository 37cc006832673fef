import { isResend } from '../../guests/is-resend.ts';
import type { Reason } from '../../guests/reason.ts';
import type { StepAnswer } from '../../guests/step-answer.ts';
import { inTransaction } from '../../store/database.ts';
import { isUnblocking } from '../../store/endings/accounts.ts';
import { type Existing, lockGuestRows } from '../../store/guests/guests.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import { refuseWaiting, releaseGuestSteps } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { gaveUp, waitFor } from '../ledger/retry-or-give-up.ts';
import { settle } from '../ledger/settle.ts';
import { maxAttempts, retryDelay } from '../runtime/retry-delays.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type SettleInviteDeps = WorkDeps & { chance: () => number; ledger: Ledger };

/**
 * Settles an invite as refused or unknown. The guest will not exist, so the grants that wait for it fail too. After a
 * resend the guest exists: only the mail fails.
 */
export async function refuseInvite(
  deps: SettleInviteDeps,
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
    await lockGuestRows(trx, [step.guestId]);
    if (isResend(step)) await releaseGuestSteps(trx, [step.guestId], { dueAt: now, bulkAt: now });
    else await refuseWaiting(trx, step.guestId, { state, answer: 'not invited', reason }, now);
    await settle({ ...deps, db: trx }, [step], { state, answer, reason, graphRequestId });
  });
}

/**
 * Settles an invite as unknown: the account existed before, so nothing tells whether the mail went. The bot gives the
 * access all the same.
 */
export async function cannotKnow(
  { ledger }: Pick<SettleInviteDeps, 'ledger'>,
  step: DueStep,
  guest: Existing,
): Promise<void> {
  const reason: Reason = { code: 'answer lost' };
  await ledger.settle({ step, guest, settlement: { state: 'unknown', answer: 'lost', reason } });
}

/** Puts off an invite that the bot did not send. Refuses one that has had all its attempts. */
export async function inviteLater(
  deps: SettleInviteDeps,
  step: DueStep,
  why: { answer: StepAnswer; seconds?: number | undefined },
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

/** Puts an invite off by so many seconds, and writes down why. */
export function postponeInvite(
  deps: SettleInviteDeps,
  step: DueStep,
  later: { state: 'due' | 'looking'; seconds: number; answer: StepAnswer },
): Promise<void> {
  const dueAt = new Date(deps.clock.now().getTime() + later.seconds * 1000);
  return postponeSteps(deps.db, [step], { state: later.state, dueAt, answer: later.answer });
}

/**
 * Puts off an invite whose guest the bot has to unblock first, or has unblocked a moment ago: a step of its own does
 * that. False: nothing to wait for.
 */
export async function waitForUnblock(
  deps: SettleInviteDeps & { patienceMs: number },
  step: DueStep,
): Promise<boolean> {
  const since = new Date(deps.clock.now().getTime() - deps.patienceMs);
  if (!(await isUnblocking(deps.db, step, since))) return false;
  await postponeInvite(deps, step, { state: 'due', seconds: 2, answer: 'after end' });
  return true;
}
