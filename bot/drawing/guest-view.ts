import { grantPiece } from '../../src/guests/project/access-pieces.ts';
import type { Db } from '../../src/store/database.ts';
import { type GuestHappening, guestHistory } from '../../src/store/guests/guest-history.ts';
import type { FoundPartner, PartnerInvitation } from '../../src/store/guests/partners.ts';
import { readProject } from '../../src/store/projects.ts';
import { readRequest } from '../../src/store/requests/requests.ts';
import { pieceNames } from '../../src/work/review/access-names.ts';
import type { GuestEvent, GuestView } from '../cards/guest-card.ts';
import { signInOf } from './draw-alert.ts';

/** Reads one partner's rows as they are now, for somebody who may see these invitations. */
export async function guestView(
  db: Db,
  { partner, invitations, watchedIn }: FoundPartner,
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
      invitations.map(async ({ projectKey, grants, ...invitation }) => ({
        ...invitation,
        project: await nameOf(db, projectKey),
        grants: await namedGrants(db, invitation.requestId, grants),
      })),
    ),
    watchedIn: await Promise.all(
      watchedIn.map(async ({ projectKey, seenAt }) => ({
        project: await nameOf(db, projectKey),
        seenAt: seenAt ?? undefined,
      })),
    ),
    events: [...acceptedBefore(partner, happened), ...happened].flatMap(
      ({ at, what, requestId, name }) => {
        const event = toldAs(what);
        return event === undefined ? [] : [{ at, event, number: requestId ?? 0, name: name ?? '' }];
      },
    ),
    timeZone,
  };
}

/** Grants by the names that the request's review has read. */
async function namedGrants(
  db: Db,
  requestId: number,
  grants: PartnerInvitation['grants'],
): Promise<GuestView['invitations'][number]['grants']> {
  const names = pieceNames((await readRequest(db, requestId))?.review?.access ?? []);
  return grants.map((grant) => {
    const { name = grant.target, role } = names.get(grantPiece(grant)) ?? {};
    return { name, role, given: grant.state === 'done' };
  });
}

/** The card's word for an entry of the history. Undefined for what the card does not tell. */
function toldAs(what: GuestHappening['what']): GuestEvent | undefined {
  switch (what) {
    case 'guest accepted':
    case 'guest reset':
    case 'guest deleted':
    case 'guest returned':
    case 'access repaired':
    case 'name taken':
    case 'access ended':
    case 'access extended':
    case 'account blocked':
    case 'account unblocked':
    case 'account removed':
    case 'account restored':
    case 'approved':
    case 'rejected':
    case 'invited':
    case 'restored':
    case 'access given':
    case 'resend asked':
    case 'mail sent again':
    case 'mail not sent again':
    case 'mail sent again unknown':
      return what;
    case 'end let':
    case 'request made':
    case 'request confirmed':
    case 'request discarded':
    case 'request cancelled':
    case 'request lapsed':
    case 'request held':
    case 'request released':
    case 'request done':
    case 'request forgotten':
    case 'retried':
    case 'passed by domain':
    case 'owner asked':
    case 'channel asked':
    case 'voted':
    case 'vote lost':
    case 'approval escalated':
    case 'approval decided':
    case 'approval timed out':
    case 'approval withdrawn':
    case 'projects applied':
    case 'channel linked':
    case 'channel muted':
    case 'channel unmuted':
    case 'breaker opened':
    case 'breaker closed':
      return undefined;
  }
}

/** An acceptance from before the bot knew the guest, as Graph tells it. */
function acceptedBefore(
  { state, stateChangedAt }: FoundPartner['partner'],
  happened: readonly GuestHappening[],
): GuestHappening[] {
  const what = 'guest accepted';
  const isTold = happened.some((each) => each.what === what);
  if (state !== 'accepted' || stateChangedAt === null || isTold) return [];
  return [{ at: stateChangedAt, what, requestId: null, name: null }];
}

const nameOf = async (db: Db, projectKey: string) =>
  (await readProject(db, projectKey))?.name ?? projectKey;
