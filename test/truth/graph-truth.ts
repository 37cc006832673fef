import type { Claim } from './claim.ts';
import { guestOf, type RowOutcome } from './outcomes.ts';
import type { InvitationRow, State } from './read-state.ts';

/** Whether Graph has what a request's card says of its rows: accounts, acceptances, mails, what was taken. */
export const graphClaims = (state: State, rows: readonly RowOutcome[]): Claim[] =>
  rows.flatMap(({ invitation, as }) =>
    invitation === undefined || as === null ? [] : claimsOf(state, invitation, as),
  );

function claimsOf(state: State, invitation: InvitationRow, as: string): Claim[] {
  const who = invitation.address;
  const guest = guestOf(state, invitation);
  const account = state.graph.guests.find(({ id }) => id === guest?.objectId);
  switch (as) {
    case 'invited':
      return [
        { what: `that ${who} is a guest`, said: true, true: account !== undefined },
        ...mailClaims(state, invitation),
      ];
    case 'accepted':
      return [
        { what: `that ${who} has accepted`, said: true, true: account?.state === 'Accepted' },
      ];
    // Another request may have brought it back, or taken it away, since.
    case 'removed':
      if (guest?.state !== 'deleted') return [];
      return [{ what: `that ${who} is removed`, said: true, true: account?.deleted ?? true }];
    case 'restored':
      if (guest?.state === 'deleted') return [];
      return [{ what: `that ${who} is restored`, said: true, true: account?.deleted === false }];
    default:
      return [];
  }
}

/** Who is invited has a mail, unless it was switched off: then nobody sent one. */
function mailClaims(state: State, invitation: InvitationRow): Claim[] {
  const { address, guestId } = invitation;
  const together = state.invitations.filter((each) => each.guestId === guestId);
  const again = state.steps.some(
    ({ kind, invitationId }) =>
      kind === 'invite' && together.some(({ id }) => id === invitationId && id !== invitation.id),
  );
  const sent = state.mails.some(({ to }) => to === address);
  // The review warned of it, and no answer of Graph tells whom it was.
  if (invitation.sendMail && !sent && state.dropsMails) return [];
  if (!invitation.sendMail && (again || together.some(({ sendMail }) => sendMail))) return [];
  return [{ what: `whether ${address} got a mail`, said: invitation.sendMail, true: sent }];
}
