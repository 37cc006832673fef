import type { Directory } from '../../graph/directory.ts';
import type { DecidingPart } from '../../guests/approval/stages.ts';
import { readAddress } from '../../guests/text/address.ts';
import { peopleNamed } from '../../store/approvals/stand-ins.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import { anyPlace } from '../../store/telling/places.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import { ownersOf } from '../telling/audience.ts';

export type FindStandInDeps = Pick<WorkDeps, 'db'> &
  Pick<Directory, 'findByIds' | 'findPeople' | 'peopleIn'> & {
    announcer: Pick<Announcer, 'reachPerson'>;
    /** On one machine people need not exist in the directory. */
    loopback: boolean;
  };

type Named = { personId: string; name: string; mail?: string | undefined };

export type FoundStandIn =
  | { kind: 'found'; person: { personId: string; name: string } }
  /** At most `mostNamed`, by name. */
  | { kind: 'several'; people: readonly Named[]; hasMore: boolean }
  /** `unfit`: the person themselves, a guest, or an account that is blocked. */
  | { kind: 'unknown' | 'unfit' | 'not reached' };

/** The person whom somebody means: an address or a part of a name as typed, or a person whom they chose. */
export type MeantStandIn = { text: string } | { personId: string };

/** So many people of one name stand on a card. */
export const mostNamed = 8;
/** The bot reads so many groups of owners, and looks for a name among so many owners. */
const mostGroups = 20;
const mostOwners = 300;

/**
 * Finds the person whom somebody means: by an address in the directory, or by a part of a name among the owners of
 * their projects and the people who use the bot. Leaves out guests, and people who are blocked or gone. Throws
 * GraphUnavailable.
 */
export async function findStandIn(
  deps: FindStandInDeps,
  who: Who,
  { meant, owned }: { meant: MeantStandIn; owned: readonly DecidingPart[] },
): Promise<FoundStandIn> {
  const named = await peopleMeant(deps, who, { meant, owned });
  if (named.length === 0) return { kind: 'unknown' };
  const fit = await fitPeople(deps, who, named);
  const [person, ...others] = fit;
  if (person === undefined) return { kind: 'unfit' };
  if (others.length > 0) {
    return { kind: 'several', people: fit.slice(0, mostNamed), hasMore: fit.length > mostNamed };
  }
  const teamId = owned.find(({ channel }) => channel !== undefined)?.channel?.teamId;
  const place = await deps.announcer.reachPerson(who.tenantId, person.personId, teamId);
  return place === undefined ? { kind: 'not reached' } : { kind: 'found', person };
}

/** Each person once, by name. One more than a card holds tells that there are more. */
async function peopleMeant(
  deps: FindStandInDeps,
  who: Who,
  { meant, owned }: { meant: MeantStandIn; owned: readonly DecidingPart[] },
): Promise<Named[]> {
  if ('personId' in meant) {
    const { personId } = meant;
    const place = await anyPlace(deps.db, who.tenantId, 'person', personId);
    return [{ personId, name: place?.name ?? '' }];
  }
  const said = readAddress(meant.text.trim());
  if (said.ok) {
    const found = (await deps.findPeople([said.address])).get(said.address);
    if (found === undefined || found.deleted) return [];
    return [{ personId: found.objectId, name: found.displayName ?? said.address }];
  }
  const wanted = meant.text.trim().replace(/^@/, '').toLowerCase();
  if (wanted.length < 2) return [];
  const known = [
    ...(await ownersNamed(deps, who, { wanted, owned })),
    ...(await peopleNamed(deps.db, who.tenantId, { name: wanted, limit: 2 * mostNamed })),
  ];
  const people = [...new Map(known.map((each) => [each.personId, each])).values()];
  const exact = people.filter(({ name }) => name.toLowerCase() === wanted);
  const meantPeople = exact.length > 0 ? exact : people;
  return meantPeople.toSorted((a, b) => a.name.localeCompare(b.name)).slice(0, 2 * mostNamed);
}

async function ownersNamed(
  deps: FindStandInDeps,
  { tenantId }: Who,
  { wanted, owned }: { wanted: string; owned: readonly DecidingPart[] },
): Promise<Named[]> {
  const ids = new Set(owned.flatMap(({ owners }) => owners));
  const groups = new Set(owned.flatMap(({ ownersGroup }) => ownersGroup ?? []));
  for (const ownersGroup of [...groups].slice(0, mostGroups)) {
    if (ids.size >= mostOwners) break;
    for (const each of await ownersOf(deps, { owners: [], ownersGroup })) ids.add(each);
  }
  const here = await withoutLeavers(deps.db, tenantId, [...ids].slice(0, mostOwners));
  const accounts = here.length === 0 ? new Map() : await deps.findByIds(here);
  const names = here.map((personId) => ({
    personId,
    name: String(accounts.get(personId)?.displayName ?? ''),
  }));
  return names.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** The people who may decide for this person, as the directory has them now. */
async function fitPeople(
  deps: FindStandInDeps,
  who: Who,
  named: readonly Named[],
): Promise<Named[]> {
  const others = named.filter(({ personId }) => personId !== who.personId);
  if (others.length === 0) return [];
  const accounts = await deps.findByIds(others.map(({ personId }) => personId));
  return others.flatMap(({ personId, name }) => {
    const account = accounts.get(personId);
    if (account === undefined) return deps.loopback && name !== '' ? [{ personId, name }] : [];
    if (account.userType !== 'Member' || !account.accountEnabled) return [];
    return [{ personId, name: account.displayName ?? (name || personId), mail: account.mail }];
  });
}
