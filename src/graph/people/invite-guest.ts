import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { type Answer, sortAnswer } from '../client/sort-answer.ts';

export type InvitationToSend = {
  address: string;
  displayName?: string | undefined;
  redirectUrl: string;
  sendMail: boolean;
  /** Language tag of Microsoft's mail. */
  language?: string | undefined;
  /** Graph takes only one. */
  cc?: string | undefined;
  /** Object ids of people or groups: at most five. The inviting application cannot be a sponsor. */
  sponsors: readonly string[];
};

/** Graph's answer to an invitation. For a guest whom somebody invited before, it is the state that the guest has. */
export type Invited = { objectId: string; state: 'pending' | 'completed' | 'in progress' };

const sponsorLimit = 5;
const states = {
  PendingAcceptance: 'pending',
  Completed: 'completed',
  InProgress: 'in progress',
} as const;

// Graph documents the status `Error` without its conditions. The answer then counts as lost, and the bot looks in the
// directory. The redeem link opens the account, so it does not leave this file.
const invitationBody = v.pipe(
  v.object({
    status: v.picklist(['PendingAcceptance', 'Completed', 'InProgress']),
    invitedUser: v.object({ id: directoryId }),
  }),
  v.transform(
    ({ status, invitedUser }): Invited => ({
      objectId: invitedUser.id,
      state: states[status],
    }),
  ),
);

/**
 * Sends one invitation. A second call for the same address sends a second mail, so after `lost` read first
 * (`findInvited`).
 */
export async function inviteGuest(
  client: GraphClient,
  invitation: InvitationToSend,
): Promise<Answer<Invited>> {
  const { address } = invitation;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const heard = await client.send({
    method: 'POST',
    path: '/invitations',
    body: toInvitation(invitation),
  });
  return sortAnswer(heard, { kind: 'invite', values: { address, domain } }, (body) =>
    v.parse(invitationBody, body),
  );
}

/** Leaves the personal message out: Graph drops it from an application's mail, and ignores the language then. */
function toInvitation(invitation: InvitationToSend): object {
  const { displayName, language, cc } = invitation;
  const messageInfo = {
    ...(language ? { messageLanguage: language } : {}),
    ...(cc ? { ccRecipients: [{ emailAddress: { address: cc } }] } : {}),
  };
  const sponsors = [...new Set(invitation.sponsors)].slice(0, sponsorLimit);
  return {
    invitedUserEmailAddress: invitation.address,
    inviteRedirectUrl: invitation.redirectUrl,
    sendInvitationMessage: invitation.sendMail,
    ...(displayName ? { invitedUserDisplayName: displayName } : {}),
    ...(Object.keys(messageInfo).length > 0 ? { invitedUserMessageInfo: messageInfo } : {}),
    ...(sponsors.length > 0 ? { invitedUserSponsors: sponsors.map((id) => ({ id })) } : {}),
  };
}
