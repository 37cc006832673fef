import type { GuestRow, InvitationRow, ListRow, RequestRow, State } from './read-state.ts';

/** A row of a request with its outcome. */
export type RowOutcome = {
  row: ListRow;
  invitation: InvitationRow | undefined;
  /** The outcome's word on cards. Null while the row is under way. */
  as: string | null;
};

export const invitationsOf = (state: State, requestId: number) =>
  state.invitations.filter((each) => each.requestId === requestId);

export const guestOf = (state: State, { guestId }: Pick<InvitationRow, 'guestId'>) =>
  state.guests.find(({ id }) => id === guestId);

/** Every row of a request, in the order of its list. */
export function outcomesOf(state: State, request: RequestRow): RowOutcome[] {
  const invitations = new Map(invitationsOf(state, request.id).map((each) => [each.row, each]));
  return state.rows
    .filter(({ requestId }) => requestId === request.id)
    .map((row) => {
      const invitation = invitations.get(row.row);
      return { row, invitation, as: asSaid(state, request, { row, invitation }) };
    });
}

function asSaid(
  state: State,
  request: RequestRow,
  { row, invitation }: Omit<RowOutcome, 'as'>,
): string | null {
  if (row.problems.length > 0) return 'problem';
  if (row.skipped !== null || invitation === undefined) return 'skipped';
  if (isLeft(state, invitation)) return 'partly';
  switch (invitation.state) {
    case 'rejected':
      return invitation.reason?.code === 'approval timed out' ? 'timed out' : 'rejected';
    case 'cancelled':
      return invitation.reason?.code === 'withdrawn by requester' ? 'withdrawn' : 'cancelled';
    case 'complete':
      return invitation.kind === 'invite'
        ? invitedAs(state, request, invitation)
        : changedAs(state, invitation);
    case 'revoked':
    case 'expired':
      return overAs(state, invitation);
    case 'skipped':
    case 'partly':
    case 'failed':
    case 'unknown':
      return invitation.state;
    default:
      return null;
  }
}

function invitedAs(state: State, request: RequestRow, invitation: InvitationRow): string {
  const guest = guestOf(state, invitation);
  if (guest?.state === 'deleted' && guest.removedAt !== null) return 'removed';
  // The access went with the account, also where another request has invited the guest since.
  if (state.invitations.some(({ id, kind }) => id === invitation.endingId && kind === 'remove'))
    return 'removed';
  if (request.kind === 'extend') return 'extended';
  if (isAccepted(state, guest)) return 'accepted';
  return invitation.plan === 'invite' ? 'invited' : 'access given';
}

/** True where an end could not take all, and nothing has given again what it took. */
const isLeft = (state: State, invitation: InvitationRow): boolean =>
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

/** True when the guest has accepted: by Graph while it has the account, otherwise by the bot's row. */
export function isAccepted(state: State, guest: GuestRow | undefined): boolean {
  const account = state.graph.guests.find(({ id }) => id === guest?.objectId);
  return account === undefined || account.deleted
    ? guest?.state === 'accepted'
    : account.state === 'Accepted' || (account.state === null && guest?.state === 'accepted');
}

const words: Readonly<Record<string, string>> = {
  extend: 'extended',
  remove: 'removed',
  restore: 'restored',
};

function changedAs(
  state: State,
  { id, kind, cause, endFixedAt, endsAt, findings }: InvitationRow,
): string {
  const effect =
    kind === 'extend'
      ? endFixedAt !== null
      : state.steps.some(
          (step) =>
            step.invitationId === id &&
            step.state === 'done' &&
            ['taken', 'restored'].includes(step.answer ?? ''),
        );
  if (!effect) return 'kept';
  const before = findings?.endsAt ?? null;
  const isEarlier = before === null || (endsAt !== null && endsAt < new Date(before));
  if (kind === 'extend' && isEarlier) return 'shortened';
  const over = state.invitations.filter(({ endingId }) => endingId === id);
  if (kind === 'end' && over.some((each) => isKept(state, each))) return 'kept';
  return words[kind] ?? (cause === 'due' ? 'expired' : 'revoked');
}

/** The number of each word. */
export function countsBy(words: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) if (word !== null) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
