import type { Directory } from '../../graph/directory.ts';
import type { Project } from '../../guests/project/project.ts';
import { readAddress } from '../../guests/text/address.ts';
import { peopleNamed } from '../../store/approvals/stand-ins.ts';
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

export type FoundStandIn =
  | { kind: 'found'; person: { personId: string; name: string } }
  | { kind: 'several'; names: string[] }
  /** `unfit`: the person themselves, a guest, or an account that is blocked. */
  | { kind: 'unknown' | 'unfit' | 'not reached' };

type Named = { personId: string; name: string };

/**
 * Finds whom somebody means by an address or a part of a name, among the owners of their projects and those who use the
 * bot. Throws GraphUnavailable.
 */
export async function findStandIn(
  deps: FindStandInDeps,
  who: Who,
  { text, owned }: { text: string; owned: readonly Project[] },
): Promise<FoundStandIn> {
  const said = readAddress(text.trim());
  const named = said.ok
    ? await byAddress(deps, said.address)
    : await byName(deps, who, { text, owned });
  const people = new Map(named.map((each) => [each.personId, each]));
  const [person, ...others] = people.values();
  if (person === undefined) return { kind: 'unknown' };
  if (others.length > 0)
    return { kind: 'several', names: [person, ...others].map(({ name }) => name) };
  if (person.personId === who.personId) return { kind: 'unfit' };
  const account = (await deps.findByIds([person.personId])).get(person.personId);
  const isFit =
    account === undefined ? deps.loopback : account.userType === 'Member' && account.accountEnabled;
  if (!isFit) return { kind: 'unfit' };
  const teamId = owned.find(({ channel }) => channel !== undefined)?.channel?.teamId;
  const place = await deps.announcer.reachPerson(who.tenantId, person.personId, teamId);
  return place === undefined ? { kind: 'not reached' } : { kind: 'found', person };
}

async function byAddress(deps: FindStandInDeps, address: string): Promise<Named[]> {
  const found = (await deps.findPeople([address])).get(address);
  return found === undefined || found.deleted
    ? []
    : [{ personId: found.objectId, name: found.displayName ?? address }];
}

async function byName(
  deps: FindStandInDeps,
  who: Who,
  { text, owned }: { text: string; owned: readonly Project[] },
): Promise<Named[]> {
  const wanted = text.trim().replace(/^@/, '').toLowerCase();
  if (wanted.length < 2) return [];
  const owners = new Set<string>();
  for (const project of owned) for (const each of await ownersOf(deps, project)) owners.add(each);
  const accounts = owners.size === 0 ? new Map() : await deps.findByIds([...owners]);
  const among: Named[] = [...owners].map((personId) => ({
    personId,
    name: accounts.get(personId)?.displayName ?? '',
  }));
  const known = [...among, ...(await peopleNamed(deps.db, who.tenantId, wanted))];
  const fitting = known.filter(({ name }) => name.toLowerCase().includes(wanted));
  const exact = fitting.filter(({ name }) => name.toLowerCase() === wanted);
  return exact.length > 0 ? exact : fitting;
}
