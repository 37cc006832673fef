import type { Directory } from '../../graph/directory.ts';
import type { FoundPerson } from '../../graph/people/found-person.ts';
import { isResend } from '../../guests/is-resend.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { guestExists } from '../new-accounts/guest-exists.ts';
import { guestStateOf } from '../new-accounts/guest-state.ts';
import { lookDelay, lookedForMs } from '../runtime/retry-delays.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { cannotKnow, postponeInvite, refuseInvite } from './settle-invite.ts';

export type LostInviteDeps = WorkDeps &
  Pick<Directory, 'findInvited'> & {
    chance: () => number;
    ledger: Ledger;
    /** So long the directory may lag: before that, a missing account proves nothing. */
    patienceMs: number;
  };

/** Graph cuts its times to the second, and not all of its machines agree to the moment. */
const skewMs = 5_000;

/**
 * Searches the directory for the trace of an invite whose answer was lost. Where none shows for long enough, repeats
 * the invite once, but never a resend. After that its outcome is unknown.
 */
export async function findLostInvite(deps: LostInviteDeps, step: DueStep): Promise<void> {
  if ((await findTrace(deps, step)) === 'found') return;
  const elapsed = lookedForMs(step.looks);
  if (elapsed < deps.patienceMs) {
    const seconds = Math.min(lookDelay(elapsed), Math.max(1, (deps.patienceMs - elapsed) / 1000));
    return await postponeInvite(deps, step, { state: 'looking', seconds, answer: 'lost' });
  }
  if (step.repeats === 0 && !isResend(step)) return await repeat(deps, step);
  await refuseInvite(deps, step, { reason: { code: 'answer lost' }, state: 'unknown' });
}

/** Searches once. An account under the address settles the step, as ours or as unknown. */
export async function findTrace(deps: LostInviteDeps, step: DueStep): Promise<'found' | 'nobody'> {
  const trace = await deps.findInvited(step.address);
  if (trace === undefined) return 'nobody';
  const { objectId, changedAt } = trace;
  if (!isOurs(trace, step)) {
    const state = guestStateOf(trace);
    await cannotKnow(deps, step, { objectId, state, madeByUs: false, changedAt });
    return 'found';
  }
  // A repeat that is due has not been sent.
  const sent = step.state === 'due' ? { ...step, repeats: 0 } : step;
  // The guest is stored as pending; the check that follows alerts where it has accepted.
  const completed = trace.externalUserState === null;
  const guest = { objectId, state: 'pending', madeByUs: true, completed } as const;
  await guestExists(deps, sent, guest, { answer: 'found' });
  return 'found';
}

/** True for an account that an invitation made, not before our first call, both by Graph's clock. */
function isOurs({ createdAt, creationType }: FoundPerson, { intendedAt }: DueStep): boolean {
  if (createdAt === undefined || intendedAt === null) return false;
  return creationType === 'Invitation' && createdAt.getTime() >= intendedAt.getTime() - skewMs;
}

/** Makes the one repeat that is allowed. The result says that two mails may have gone. */
async function repeat(deps: LostInviteDeps, step: DueStep): Promise<void> {
  deps.log.warn('invitation repeated', { stepId: step.id });
  await postponeSteps(deps.db, [step], {
    state: 'due',
    dueAt: deps.clock.now(),
    answer: 'repeat',
    repeats: 1,
  });
}
