import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { type Answer, sortAnswer } from '../client/sort-answer.ts';

/** A link that accepts the invitation for whoever opens it. It goes to one person, and into no table and no log. */
export type RedeemLink = { objectId: string; link: string };

const linkBody = v.pipe(
  v.object({ inviteRedeemUrl: v.string(), invitedUser: v.object({ id: v.string() }) }),
  v.transform(
    ({ inviteRedeemUrl, invitedUser }): RedeemLink => ({
      objectId: invitedUser.id,
      link: inviteRedeemUrl,
    }),
  ),
);

/**
 * Asks for the link with which an already invited guest accepts. Graph offers it only through a second invitation
 * without a mail, which changes nothing about the guest. The caller knows that the guest exists.
 */
export async function redeemLink(
  client: GraphClient,
  { address, redirectUrl }: { address: string; redirectUrl: string },
): Promise<Answer<RedeemLink>> {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const heard = await client.send({
    method: 'POST',
    path: '/invitations',
    body: {
      invitedUserEmailAddress: address,
      inviteRedirectUrl: redirectUrl,
      sendInvitationMessage: false,
    },
  });
  return sortAnswer(heard, { kind: 'invite', values: { address, domain } }, (body) =>
    v.parse(linkBody, body),
  );
}
