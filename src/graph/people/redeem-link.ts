import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { type Answer, sortAnswer } from '../client/sort-answer.ts';

/** Anybody who opens this link accepts the invitation. It goes to one person, and into no table and no log. */
export type RedeemLink = { objectId: string; link: string };

const linkBody = v.pipe(
  v.object({ inviteRedeemUrl: v.string(), invitedUser: v.object({ id: directoryId }) }),
  v.transform(
    ({ inviteRedeemUrl, invitedUser }): RedeemLink => ({
      objectId: invitedUser.id,
      link: inviteRedeemUrl,
    }),
  ),
);

/**
 * Gets the link with which an invited guest accepts. Graph returns it only for a second invitation without a mail,
 * which changes nothing about the guest. The caller must know that the guest exists.
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
