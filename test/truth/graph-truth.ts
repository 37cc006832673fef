import type { Claim } from './claim.ts';
import { guestOf } from './guest-of.ts';
import { heldClaims } from './held-truth.ts';
import type { RowOutcome } from './outcomes.ts';
import type { InvitationRow, State } from './read-state.ts';

/** Compares a request's card with Graph: accounts, acceptances, mails and taken access. */
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
        ...heldClaims(state, invitation),
      ];
    case 'access given':
      return heldClaims(state, invitation);
    case 'accepted':
      return [
        { what: `that ${who} has accepted`, said: true, true: account?.state === 'Accepted' },
        ...heldClaims(state, invitation),
      ];
    // Another request may have restored or removed the account since.
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

/** The claim that an invited partner has a mail, or has none when the requester switched it off. */
function mailClaims(state: State, invitation: InvitationRow): Claim[] {
  const { address, guestId } = invitation;
  const together = state.invitations.filter((each) => each.guestId === guestId);
  const again = state.steps.some(
    ({ kind, invitationId }) =>
      kind === 'invite' && together.some(({ id }) => id === invitationId && id !== invitation.id),
  );
  const sent = state.mails.some(({ to }) => to === address);
  // The review warned about dropped mails, and Graph does not say which partners get none.
  if (invitation.sendMail && !sent && state.dropsMails) return [];
  if (!invitation.sendMail && (again || together.some(({ sendMail }) => sendMail))) return [];
  return [{ what: `that ${address} got a mail`, said: invitation.sendMail, true: sent }];
}
