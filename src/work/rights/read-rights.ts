import type { Directory } from '../../graph/directory.ts';
import type { Project } from '../../guests/project/project.ts';
import type { Actor } from '../../guests/rights.ts';

export type RightsDeps = Pick<Directory, 'readPerson' | 'memberGroups'> & {
  groups: {
    inviters: string | undefined;
    bulkInviters: string | undefined;
    operators: string | undefined;
  };
  /** On one machine people need not exist in the directory. Without an inviters' group everybody may ask there. */
  loopback: boolean;
};

/** The person behind an activity, as the Teams channel vouches for it. */
export type Who = { tenantId: string; personId: string; name: string };

export type Rights = Actor & {
  owns(project: Owned): boolean;
};

type Owned = Pick<Project, 'owners' | 'ownersGroup'>;

/**
 * Reads from Graph what a person may do now. It remembers nothing: somebody who left a group a second ago has no rights
 * now. Throws GraphUnavailable: the caller refuses and says to try again.
 */
export async function readRights(
  deps: RightsDeps,
  who: Pick<Who, 'personId'>,
  projects: readonly Owned[] | Promise<readonly Owned[]>,
): Promise<Rights> {
  const { inviters, bulkInviters, operators } = deps.groups;
  // A person is waiting, so both reads run at once. The projects may still be loading.
  const [person, groups] = await Promise.all([
    deps.readPerson(who.personId),
    Promise.resolve(projects).then((listed) => {
      const owners = listed.map(({ ownersGroup }) => ownersGroup);
      const groups = [inviters, bulkInviters, operators, ...owners].flatMap((group) => group ?? []);
      return deps.memberGroups(who.personId, groups);
    }),
  ]);
  const member =
    person === undefined ? deps.loopback : person.userType === 'Member' && person.accountEnabled;
  const isIn = (group: string | undefined) =>
    member && person !== undefined && group !== undefined && groups.has(group);
  const inviter = member && (inviters === undefined ? deps.loopback : isIn(inviters));
  return {
    tenantOk: true,
    member,
    inviter,
    bulkInviter: bulkInviters === undefined ? inviter : inviter && isIn(bulkInviters),
    operator: isIn(operators),
    owns: (project) =>
      member && (project.owners.includes(who.personId) || isIn(project.ownersGroup)),
  };
}
