import { listedMs } from '../../guests/approval/approval-times.ts';
import { type Decider, projectsAsked } from '../../store/approvals/waiting-approvals.ts';
import type { Db } from '../../store/database.ts';
import { type RightsDeps, readRights, type Who } from '../rights/read-rights.ts';

/**
 * Reads what somebody may decide now, among the projects that have asked lately. Undefined for somebody outside the
 * organisation. Throws GraphUnavailable.
 */
export async function readDecider(
  deps: { db: Db; rights: RightsDeps },
  { tenantId, personId }: Pick<Who, 'tenantId' | 'personId'>,
  now: Date,
): Promise<Decider | undefined> {
  const projects = projectsAsked(deps.db, new Date(now.getTime() - listedMs));
  const rights = await readRights(deps.rights, { personId }, projects);
  if (!rights.member) return undefined;
  const owned = (await projects).filter((project) => rights.owns(project));
  return { tenantId, personId, owned: owned.map(({ key }) => key) };
}
