import type { Project } from '../../guests/project/project.ts';

/** A guest has so many sponsors at most: https://learn.microsoft.com/entra/external-id/b2b-sponsors */
export const mostSponsors = 5;

/** Object ids of a guest's sponsors: the requester, then the owners' group or, without one, the first owners. */
export function sponsorsFor(
  requesterId: string,
  project: Pick<Project, 'owners' | 'ownersGroup'>,
): string[] {
  if (project.ownersGroup !== undefined) return [requesterId, project.ownersGroup];
  return [...new Set([requesterId, ...project.owners])].slice(0, mostSponsors);
}
