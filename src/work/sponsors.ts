import type { Project } from '../guests/project.ts';

/** Graph takes five sponsors at most. */
const most = 5;

/** Who answers for a guest: the requester, then the owners' group or, without one, the first owners. */
export function sponsorsFor(
  requesterId: string,
  project: Pick<Project, 'owners' | 'ownersGroup'>,
): { kind: 'user' | 'group'; id: string }[] {
  const requester = { kind: 'user', id: requesterId } as const;
  if (project.ownersGroup !== undefined)
    return [requester, { kind: 'group', id: project.ownersGroup }];
  const owners = [...new Set(project.owners)].filter((owner) => owner !== requesterId);
  return [requester, ...owners.slice(0, most - 1).map((id) => ({ kind: 'user', id }) as const)];
}
