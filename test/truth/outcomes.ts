import { guestOf } from './guest-of.ts';
import { isKept, isLeft, overAs } from './how-ended.ts';
import type { GuestRow, InvitationRow, ListRow, RequestRow, State } from './read-state.ts';

/** A row of a request with its outcome. */
export type RowOutcome = {
  row: ListRow;
  invitation: InvitationRow | undefined;
  /** The outcome's word on cards. Null while the row is under way. */
  as: string | null;
};

/** The reason of rows from which an undo takes nothing. */
const acceptedSince = 'accepted since';

export const invitationsOf = (state: State, requestId: number) =>
  state.invitations.filter((each) => each.requestId === requestId);

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
  if (row.skipped?.code === acceptedSince) return 'accepted stays';
  if (row.skipped !== null || invitation === undefined) return 'skipped';
  if (isLeft(state, invitation)) return 'partly';
  switch (invitation.state) {
    case 'rejected':
      return invitation.reason?.code === 'approval timed out' ? 'timed out' : 'rejected';
    case 'cancelled':
      return invitation.reason?.code === 'withdrawn by requester' ? 'withdrawn' : 'cancelled';
    case 'complete':
      return completeAs(state, request, invitation);
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

function completeAs(state: State, request: RequestRow, invitation: InvitationRow): string {
  if (invitation.kind === 'resend') return mailedAs(state, invitation);
  if (invitation.reason?.code === acceptedSince) return 'accepted stays';
  return invitation.kind === 'invite'
    ? invitedAs(state, request, invitation)
    : changedAs(state, invitation);
}

/** Graph made an invitation for the row, or it sent nothing. */
const mailedAs = (state: State, { id }: InvitationRow): string =>
  state.steps.some(({ invitationId, answer }) => invitationId === id && answer === 'made')
    ? 'invited'
    : 'skipped';

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
