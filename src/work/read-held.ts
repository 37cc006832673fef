import type { Found } from '../guests/plan.ts';
import type { Access, Project } from '../guests/project.ts';
import { peopleOf } from '../store/request-people.ts';
import type { WorkDeps } from './deps.ts';

export type ReadHeldDeps = Pick<WorkDeps, 'db' | 'log'> & {
  memberGroups: (objectId: string, groupIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What somebody was assigned, as `<service principal> <role>`. */
  appRolesOf: (objectId: string) => Promise<ReadonlySet<string>>;
};

/** What somebody who is there already has of the access that projects give. */
type Held = { groups: ReadonlySet<string>; roles: ReadonlySet<string> };

/** Whether somebody who is there already has every piece of this access. False where that is not known. */
export type HasAll = (found: Found, access: Access) => boolean;

/** Each costs two calls, and the person waits. */
const mostPeople = 10;
const mostAddresses = 100;
/** The role of an assignment that names none. */
const noRole = '00000000-0000-0000-0000-000000000000';

/**
 * What the few who are there already have: read for short lists alone, and nothing is said where it could not be read.
 * The work finds out again, piece by piece.
 */
export async function readHeld(
  deps: ReadHeldDeps,
  requestId: number,
  { addresses, projects }: { addresses: ReadonlySet<string>; projects: readonly Project[] },
): Promise<HasAll> {
  const unknown = () => false;
  if (addresses.size > mostAddresses) return unknown;
  const people = (await peopleOf(deps.db, requestId, [...addresses]))
    .map(({ person }) => person)
    .filter(({ deleted, accountEnabled }) => !deleted && accountEnabled);
  const ids = [...new Set(people.map(({ objectId }) => objectId))];
  if (ids.length === 0 || ids.length > mostPeople) return unknown;
  const groups = [...new Set(projects.flatMap(groupsOf))];
  const apps = projects.some(
    ({ access, optionalAccess }) => access.apps.length + optionalAccess.apps.length > 0,
  );
  try {
    const held = await Promise.all(
      ids.map(async (id): Promise<[string, Held]> => {
        const inside = groups.length === 0 ? new Set<string>() : deps.memberGroups(id, groups);
        const roles = apps ? deps.appRolesOf(id) : new Set<string>();
        return [id, { groups: await inside, roles: await roles }];
      }),
    );
    return hasAll(new Map(held));
  } catch (error) {
    deps.log.info('access held not read', { requestId, error });
    return unknown;
  }
}

const groupsOf = ({ access, optionalAccess }: Project): readonly string[] => [
  ...access.groups,
  ...optionalAccess.groups,
  ...(access.team === undefined ? [] : [access.team]),
];

const hasAll =
  (held: ReadonlyMap<string, Held>): HasAll =>
  ({ objectId }, { groups, apps, licences }) => {
    const has = held.get(objectId);
    // Licences are not looked at.
    if (has === undefined || licences.length > 0) return false;
    return (
      groups.every((id) => has.groups.has(id)) &&
      apps.every(({ servicePrincipalId, appRoleId }) =>
        has.roles.has(`${servicePrincipalId} ${appRoleId ?? noRole}`.toLowerCase()),
      )
    );
  };
