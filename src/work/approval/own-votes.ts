import type { Project } from '../../guests/project/project.ts';
import { type RightsDeps, readRights } from '../rights/read-rights.ts';

/**
 * The projects for which somebody has a vote of their own, and so gives no other, among the projects that their owner
 * decides for. Undefined where they are blocked or gone. Throws GraphUnavailable.
 */
export async function ownVotes(
  { rights }: { rights: RightsDeps },
  personId: string,
  { owned, decidesIn }: Record<'owned' | 'decidesIn', readonly Project[]>,
): Promise<Project[] | undefined> {
  const theirs = await readRights(rights, { personId }, decidesIn);
  if (!theirs.member) return undefined;
  return decidesIn.filter(
    (project) =>
      theirs.owns(project) ||
      // Both are asked only after an escalation.
      (!owned.includes(project) && project.approval.escalateTo.includes(personId)),
  );
}
