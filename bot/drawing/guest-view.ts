import type { Directory } from '../../src/graph/directory.ts';
import { dayOf } from '../../src/guests/ending/calendar.ts';
import { lastDay } from '../../src/guests/ending/end-instant.ts';
import { eventsOfGuest, guestDeeds, isAmong } from '../../src/guests/history-event.ts';
import { grantPiece } from '../../src/guests/project/access-pieces.ts';
import type { Db } from '../../src/store/database.ts';
import { knownAccount } from '../../src/store/endings/accounts.ts';
import { type GuestHappening, guestHistory } from '../../src/store/guests/guest-history.ts';
import type { FoundPartner, PartnerInvitation } from '../../src/store/guests/partners-in-sight.ts';
import { readProject } from '../../src/store/projects.ts';
import { namesForGuest } from '../../src/store/requests/known-names.ts';
import { namesByPiece } from '../../src/work/facts/access-names.ts';
import type { GuestView } from '../cards/guest-card.ts';
import type { GuestEvent } from '../cards/guest-events.ts';
import { readSponsors } from '../naming/read-sponsors.ts';
import { signInOf } from './draw-alert.ts';

/** Reads one partner's rows and sponsors as they are now, for somebody who may see these invitations. */
export async function guestView(
  deps: { db: Db } & Pick<Directory, 'sponsorsOf'>,
  found: FoundPartner,
  timeZone: string,
): Promise<GuestView> {
  const { db } = deps;
  const { partner, invitations, watchedIn } = found;
  const requests = invitations.map(({ requestId }) => requestId);
  const names = namesByPiece(await namesForGuest(db, partner.id));
  const happened = await guestHistory(db, partner, requests);
  const { removeAt = null } = (await knownAccount(db, partner.id)) ?? {};
  const removedOn = removeAt === null ? undefined : dayOf(removeAt, timeZone);
  const lastBlock = happened.findLast(({ what }) => what === 'account blocked');
  return {
    guestId: partner.id,
    name: partner.name ?? partner.address,
    offered:
      partner.offeredName === null
        ? undefined
        : { name: partner.offeredName, version: partner.nameVersion },
    address: partner.address,
    otherAddresses: [...new Set(invitations.map(({ address }) => address))].filter(
      (address) => address !== partner.address,
    ),
    state: partner.state,
    removedOn,
    organisation: partner.organisation ?? undefined,
    signIn: partner.signIn === null ? undefined : signInOf(partner.signIn),
    invitations: await Promise.all(
      invitations.map(async ({ projectKey, grants, endsAt, endZone, ...invitation }) => ({
        ...invitation,
        project: await nameOf(db, projectKey),
        grants: namedGrants(names, grants),
        endsOn: endsAt === null ? undefined : lastDay(endsAt, endZone ?? 'UTC'),
      })),
    ),
    watchedIn: await Promise.all(
      watchedIn.map(async ({ projectKey, seenAt }) => ({
        project: await nameOf(db, projectKey),
        seenAt: seenAt ?? undefined,
      })),
    ),
    events: eachOnce([...acceptedBefore(partner, happened), ...happened]).flatMap((each) => {
      const { at, what, requestId, name } = each;
      // The plan that still stands belongs to the last block.
      const day = each.what === lastBlock?.what && each.at === lastBlock.at ? removedOn : each.day;
      const event = toldAs(what);
      return event === undefined
        ? []
        : [{ at, event, number: requestId ?? 0, name: name ?? '', day: day ?? '' }];
    }),
    timeZone,
    sponsors: await readSponsors(deps, found),
  };
}

/** An invitation's grants, by the names that reviews read. */
function namedGrants(
  names: ReturnType<typeof namesByPiece>,
  grants: PartnerInvitation['grants'],
): GuestView['invitations'][number]['grants'] {
  return grants.map((grant) => {
    const { name = grant.target, role } = names.get(grantPiece(grant)) ?? {};
    return { name, role, given: grant.state === 'done' };
  });
}

/** An account under two addresses accepts once: the history tells it for each. */
function eachOnce(all: readonly GuestHappening[]): GuestHappening[] {
  const told = new Map<string, GuestHappening>();
  for (const each of all) {
    const key = `${each.what} ${each.requestId} ${each.at.getTime()}`;
    if (!told.has(key)) told.set(key, each);
  }
  return [...told.values()];
}

/** The card's word for an entry of the history. Undefined for what the card does not tell. */
function toldAs(what: GuestHappening['what']): GuestEvent | undefined {
  if (isAmong(guestDeeds, what) || isAmong(eventsOfGuest, what)) return what;
  return what === 'resend asked' ? what : undefined;
}

/** The acceptance that Graph tells of from before the bot knew the guest. */
function acceptedBefore(
  { state, stateChangedAt }: FoundPartner['partner'],
  happened: readonly GuestHappening[],
): GuestHappening[] {
  const what = 'guest accepted';
  const isTold = happened.some((each) => each.what === what);
  if (state !== 'accepted' || stateChangedAt === null || isTold) return [];
  return [{ at: stateChangedAt, what, requestId: null, name: null, day: null }];
}

const nameOf = async (db: Db, projectKey: string) =>
  (await readProject(db, projectKey))?.name ?? projectKey;
