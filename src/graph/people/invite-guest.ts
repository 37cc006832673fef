import * as v from 'valibot';
import { type Answer, sortAnswer } from '../client/answer.ts';
import type { GraphClient } from '../client/client.ts';

export type InvitationToSend = {
  address: string;
  displayName?: string | undefined;
  redirectUrl: string;
  sendMail: boolean;
  /** Language tag of Microsoft's mail. */
  language?: string | undefined;
  /** Graph takes one. */
  cc?: string | undefined;
  /** Object ids of people or groups. Graph takes five; the inviting application is nobody's sponsor. */
  sponsors: readonly string[];
};

/** What the invitation stands at, as Graph says; a guest who was invited before comes back as such. */
export type Invited = { objectId: string; state: 'pending' | 'completed' | 'in progress' };

const sponsorLimit = 5;
const states = {
  PendingAcceptance: 'pending',
  Completed: 'completed',
  InProgress: 'in progress',
} as const;

// A status of `Error` is documented without its conditions: the answer then counts as lost, and a
// look into the directory decides. The redeem link is a key to the account, so it stays here.
const invitationBody = v.pipe(
  v.object({
    status: v.picklist(['PendingAcceptance', 'Completed', 'InProgress']),
    invitedUser: v.object({ id: v.string() }),
  }),
  v.transform(
    ({ status, invitedUser }): Invited => ({
      objectId: invitedUser.id,
      state: states[status],
    }),
  ),
);

/**
 * Sends one invitation, once. A second call for the same address mails again and makes another
 * ticket, so after `lost` look first (`findInvited`).
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

/** Without a personal message: Graph leaves it out of an application's mail, and ignores the language then. */
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
