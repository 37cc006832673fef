import { guestOf } from './guest-of.ts';
import type { InvitationRow, State } from './read-state.ts';

/** True where an end could not take all, and nothing has given again what it took. */
export const isLeft = (state: State, invitation: InvitationRow): boolean =>
  isLeftLater(state, invitation) ||
  (isTakenInPart(state, invitation) && !isGivenAgain(state, invitation));

/** True where an end has taken a part of what the invitation gave, and not all of it. */
export function isTakenInPart(state: State, invitation: InvitationRow): boolean {
  const ending = state.invitations.find(({ id }) => id === invitation.endingId);
  if (ending?.kind !== 'end' || !['complete', 'partly', 'unknown'].includes(invitation.state))
    return false;
  const took = state.steps.some(
    ({ invitationId, kind, state: is, answer }) =>
      invitationId === ending.id &&
      kind.startsWith('take ') &&
      is === 'done' &&
      ['taken', 'gone'].includes(answer ?? ''),
  );
  return took || ending.state === 'partly';
}

/** How access that is over reads: as its state, or that the end took nothing, or that the account was removed. */
export function overAs(state: State, invitation: InvitationRow): string {
  if (isKept(state, invitation)) return 'kept since';
  if (!isGoneBefore(state, invitation)) return invitation.state;
  const guest = guestOf(state, invitation);
  const isRemoved = guest?.state === 'deleted' && guest.removedAt !== null;
  return isRemoved && answersOf(state, invitation).includes('account gone')
    ? 'removed'
    : 'gone since';
}

const answersOf = (state: State, { endingId }: InvitationRow): string[] =>
  state.steps.flatMap((step) =>
    step.invitationId === endingId && step.state === 'done' ? (step.answer ?? '') : [],
  );

/** True where the invitation is over and its end took nothing, because the access or the account was gone before. */
export function isGoneBefore(state: State, invitation: InvitationRow): boolean {
  const answers = answersOf(state, invitation);
  return (
    ['revoked', 'expired'].includes(invitation.state) &&
    answers.some((answer) => ['gone', 'account gone'].includes(answer)) &&
    !answers.includes('taken')
  );
}

const takesOf = (state: State, { endingId }: InvitationRow) =>
  state.steps.filter((step) => step.invitationId === endingId && step.kind.startsWith('take '));

/** True where the invitation was over, and Graph refused what the bot had to take later. */
export const isLeftLater = (state: State, invitation: InvitationRow): boolean =>
  ['revoked', 'expired'].includes(invitation.state) &&
  takesOf(state, invitation).some(({ state: is }) => is === 'refused' || is === 'unknown');

/** True where the invitation is over and its end took nothing: neither access nor the account. */
export function isKept(state: State, invitation: InvitationRow): boolean {
  const answers = answersOf(state, invitation);
  const isEnd = state.invitations.some(
    ({ id, kind }) => id === invitation.endingId && kind === 'end',
  );
  const takes = takesOf(state, invitation);
  return (
    ['revoked', 'expired'].includes(invitation.state) &&
    (takes.some(({ answer }) => answer === 'kept') || (isEnd && takes.length === 0)) &&
    (!answers.some((answer) => lost.includes(answer)) ||
      (answers.includes('taken') && isGivenAgain(state, invitation)))
  );
}

const lost = ['taken', 'gone', 'account gone'];

/** True where a later invitation to the project gave all again that ends took, and before the invitation was over. */
function isGivenAgain(state: State, old: InvitationRow): boolean {
  const account = guestOf(state, old)?.objectId ?? '';
  const gone = state.steps.filter(({ invitationId, kind, state: is, answer }) => {
    const ending = state.invitations.find(({ id }) => id === invitationId);
    const isOfOld = ending?.kind === 'end' && ending.about.includes(old.id);
    return isOfOld && kind.startsWith('take ') && is === 'done' && lost.includes(answer ?? '');
  });
  const givenBy = (later: InvitationRow, { kind, target, detail }: State['steps'][number]) =>
    state.steps.some(
      (step) =>
        step.invitationId === later.id &&
        (step.state === 'done' ||
          (later.state === 'working' && ['due', 'intended', 'looking'].includes(step.state))) &&
        `take ${step.kind}` === kind &&
        step.target === target &&
        (step.kind !== 'app' || step.detail === detail),
    );
  return state.invitations.some((later) => {
    const isSame = later.kind === 'invite' && later.projectKey === old.projectKey;
    const stands =
      old.overAt === null
        ? later.state === 'complete' && later.endingId === null
        : begunBy(state, later, old.overAt) &&
          (later.state === 'working'
            ? later.endingId === null
            : later.completedAt !== null && (later.overAt === null || later.overAt > old.overAt));
    const isTheirs = later.guestId === old.guestId || guestOf(state, later)?.objectId === account;
    return (
      later.id > old.id &&
      isSame &&
      stands &&
      isTheirs &&
      gone.every((step) => givenBy(later, step))
    );
  });
}

/** True where the invitation was let through to work by then. */
function begunBy(state: State, { requestId, approvalId }: InvitationRow, at: Date): boolean {
  const asked = state.requests.find(({ id }) => id === requestId);
  const question = state.approvals.find(({ id }) => id === approvalId);
  const begun = question?.decidedAt ?? asked?.confirmedAt ?? null;
  return begun !== null && begun <= at;
}

/** True where the end of the invitation came to nothing, or to a part. */
const hasEndFailed = (state: State, { endingId, state: now }: InvitationRow): boolean =>
  ['complete', 'partly', 'unknown'].includes(now) &&
  state.invitations.some(
    ({ id, kind, state: is }) =>
      id === endingId &&
      kind === 'end' &&
      ['failed', 'partly', 'cancelled', 'unknown'].includes(is),
  );

/** True where the guest still has a piece of what the invitation gave. */
const hasLeft = (state: State, { id }: InvitationRow): boolean =>
  state.steps.some(
    ({ invitationId, kind, state: is, takenAt }) =>
      invitationId === id &&
      ['group', 'app', 'licence'].includes(kind) &&
      is === 'done' &&
      takenAt === null,
  );

/** True where an end came to nothing or to a part, and something else took the rest since. */
const isGoneSince = (state: State, invitation: InvitationRow): boolean =>
  hasEndFailed(state, invitation) && !hasLeft(state, invitation);

/** True where an end came to nothing or to a part, and the guest has what it left. */
export const isLeftByEnd = (state: State, invitation: InvitationRow): boolean =>
  hasEndFailed(state, invitation) && hasLeft(state, invitation);

/** How an invitation reads whose end could not take all. Undefined for any other. */
export function leftAs(state: State, invitation: InvitationRow): string | undefined {
  if (isLeftLater(state, invitation)) return 'left later';
  if (isGoneSince(state, invitation)) return 'revoked';
  if (isTakenInPart(state, invitation)) return 'taken in part';
  return hasEndFailed(state, invitation) ? 'not ended' : undefined;
}
