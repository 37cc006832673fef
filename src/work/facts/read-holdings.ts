import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { Directory } from '../../graph/directory.ts';
import type { Found } from '../../guests/plan.ts';
import {
  appPiece,
  groupPiece,
  type Has,
  licencePiece,
  roleOf,
} from '../../guests/project/access-pieces.ts';
import type { AppAccess, Project } from '../../guests/project/project.ts';
import { holdersOf, insertHolders } from '../../store/requests/request-holders.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { ListFacts } from './list-facts.ts';
import type { LookedUp } from './look-up-partners.ts';

export type HoldingsDeps = Pick<WorkDeps, 'db' | 'log'> &
  Pick<Directory, 'memberGroups' | 'appRolesOf' | 'peopleIn' | 'roleHolders'>;

/** The pieces of the list's access that existing people already have. */
export type Holdings = {
  /** False where the bot may not read it. The bot then knows nothing, and guesses nothing. */
  readable: boolean;
  of(found: Found): Has | undefined;
};

/** Up to so many people cost two calls each. For more the bot lists everybody who has a piece. */
const askedSingly = 20;

type Holders = Map<string, ReadonlySet<string>>;
type Wanted = { groups: readonly string[]; apps: readonly AppAccess[] };

/**
 * Reads which existing people have which piece of access, and stores it beside the request. Throws GraphUnavailable.
 */
export async function readHoldings(
  deps: HoldingsDeps,
  requestId: number,
  { gathered, found }: { gathered: ListFacts; found: LookedUp },
): Promise<Holdings> {
  const wanted = wantedBy(gathered);
  const pieces = [...wanted.groups.map(groupPiece), ...wanted.apps.map(appPiece)];
  const holders = await holdersOf(deps.db, requestId, pieces);
  const left: Wanted = {
    groups: wanted.groups.filter((id) => !holders.has(groupPiece(id))),
    apps: wanted.apps.filter((app) => !holders.has(appPiece(app))),
  };
  const people = standing(found.people);
  if (people.size === 0 || left.groups.length + left.apps.length === 0) return holdings(holders);
  try {
    const read = await (people.size > askedSingly
      ? listHolders(deps, people, left)
      : askEach(deps, [...people], left));
    // Storing the people deletes the holdings of an earlier search, so it comes first.
    await found.kept;
    await insertHolders(deps.db, requestId, read);
    return holdings(new Map([...holders, ...read]));
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    deps.log.info('access not readable', { requestId, error });
    return { readable: false, of: () => undefined };
  }
}

/** The people whose accounts can get access. */
function standing(people: ReadonlyMap<string, Found>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { objectId, deleted, accountEnabled } of people.values()) {
    if (!deleted && accountEnabled) ids.add(objectId);
  }
  return ids;
}

/** The access that the list's projects give to everybody, and what its rows name besides. */
function wantedBy({ projects, groups, applications }: ListFacts): Wanted {
  const wantedGroups = projects.flatMap(({ access, optionalAccess }: Project) => [
    ...access.groups,
    ...(access.team === undefined ? [] : [access.team]),
    ...optionalAccess.groups.filter((id) => groups.has(id)),
  ]);
  const apps = projects.flatMap(({ access, optionalAccess }: Project) =>
    // Rows may name an application by another of its ids.
    applications.size > 0 ? [...access.apps, ...optionalAccess.apps] : access.apps,
  );
  return {
    groups: [...new Set(wantedGroups)],
    apps: [...new Map(apps.map((app) => [appPiece(app), app])).values()],
  };
}

function holdings(holders: ReadonlyMap<string, ReadonlySet<string>>): Holdings {
  return {
    readable: true,
    of: ({ objectId, licences }) => {
      const own = new Set(licences?.map(licencePiece));
      return (piece) => own.has(piece) || holders.get(piece)?.has(objectId) === true;
    },
  };
}

async function askEach(
  deps: HoldingsDeps,
  people: readonly string[],
  { groups, apps }: Wanted,
): Promise<Holders> {
  const holders = new Map<string, Set<string>>();
  for (const id of groups) holders.set(groupPiece(id), new Set());
  for (const app of apps) holders.set(appPiece(app), new Set());
  await Promise.all(
    people.map(async (person) => {
      const [inside, roles] = await Promise.all([
        groups.length === 0 ? new Set<string>() : deps.memberGroups(person, groups),
        apps.length === 0 ? new Set<string>() : deps.appRolesOf(person),
      ]);
      for (const id of inside) holders.get(groupPiece(id))?.add(person);
      for (const role of roles) holders.get(`app ${role}`)?.add(person);
    }),
  );
  return holders;
}

async function listHolders(
  deps: HoldingsDeps,
  here: ReadonlySet<string>,
  { groups, apps }: Wanted,
): Promise<Holders> {
  const listed = new Map<string, Promise<ReadonlySet<string>>>();
  const membersOf = (id: string) => {
    const members = listed.get(id) ?? deps.peopleIn(id).then((all) => among(here, all));
    listed.set(id, members);
    return members;
  };
  const holders: Holders = new Map();
  for (const id of groups) holders.set(groupPiece(id), await membersOf(id));
  for (const sp of new Set(apps.map(({ servicePrincipalId }) => servicePrincipalId))) {
    const byRole = await deps.roleHolders(sp);
    for (const app of apps.filter(({ servicePrincipalId }) => servicePrincipalId === sp)) {
      const { people: direct, groups: through } = byRole.get(roleOf(app)) ?? {
        people: [],
        groups: [],
      };
      const members = await Promise.all(through.map(membersOf));
      const all = members.flatMap((each) => [...each]);
      holders.set(appPiece(app), among(here, [...direct, ...all]));
    }
  }
  return holders;
}

const among = (here: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> =>
  new Set(ids.filter((id) => here.has(id)));
