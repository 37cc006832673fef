import type { Db } from '../../src/store/database.ts';
import { guestHistory } from '../../src/store/guest-history.ts';
import type { findPartner } from '../../src/store/partners.ts';
import { readProject } from '../../src/store/projects.ts';
import { type GuestView, guestEvents } from '../cards/guest-card.ts';
import { signInOf } from './draw-alert.ts';

type Found = NonNullable<Awaited<ReturnType<typeof findPartner>>>;

/** One partner as the rows are now, for somebody who may see these invitations. */
export async function guestView(
  db: Db,
  { partner, invitations }: Found,
  timeZone: string,
): Promise<GuestView> {
  const requests = invitations.map(({ requestId }) => requestId);
  const happened = await guestHistory(db, partner.id, requests);
  return {
    guestId: partner.id,
    name: partner.name ?? partner.address,
    offered:
      partner.offeredName === null
        ? undefined
        : { name: partner.offeredName, version: partner.nameVersion },
    address: partner.address,
    state: partner.state,
    organisation: partner.organisation ?? undefined,
    signIn: partner.signIn === null ? undefined : signInOf(partner.signIn),
    invitations: await Promise.all(
      invitations.map(async ({ projectKey, ...invitation }) => ({
        ...invitation,
        project: (await readProject(db, projectKey))?.name ?? projectKey,
      })),
    ),
    events: happened.flatMap(({ at, what, requestId, name }) => {
      const event = guestEvents.find((known) => known === what);
      return event === undefined ? [] : [{ at, event, number: requestId ?? 0, name: name ?? '' }];
    }),
    timeZone,
  };
}
