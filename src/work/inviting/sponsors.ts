import type { Project } from '../../guests/project/project.ts';

/** Graph takes five sponsors at most. */
const most = 5;

/** Object ids of a guest's sponsors: the requester, then the owners' group or, without one, the first owners. */
export function sponsorsFor(
  requesterId: string,
  project: Pick<Project, 'owners' | 'ownersGroup'>,
): string[] {
  if (project.ownersGroup !== undefined) return [requesterId, project.ownersGroup];
  return [...new Set([requesterId, ...project.owners])].slice(0, most);
}
