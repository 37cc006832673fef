import type { InvitationToSend } from '../../src/graph/people/invite-guest.ts';

/** The object id in Graph's answer. */
export const guestId = '11111111-2222-4333-8444-555555555555';

export const jane: InvitationToSend = {
  address: 'jane@fabrikam.example',
  redirectUrl: 'https://atlas.contoso.example/welcome',
  sendMail: true,
  sponsors: [],
};
