import { listedMs } from '../../guests/approval/approval-times.ts';
import { standInsBy } from '../../store/approvals/stand-ins.ts';
import type { Decider, StoodForIn } from '../../store/approvals/waiting-approvals.ts';
import type { Db } from '../../store/database.ts';
import { type RightsDeps, readRights, type Who } from '../rights/read-rights.ts';
import { readAskedParts } from './read-asked-parts.ts';

/**
 * Reads what somebody may decide now, among the projects that have asked lately, and for whom they stand in. Undefined
 * for somebody outside the organisation. Throws GraphUnavailable.
 */
export async function readDecider(
  deps: { db: Db; rights: RightsDeps },
  { tenantId, personId }: Pick<Who, 'tenantId' | 'personId'>,
  now: Date,
): Promise<Decider | undefined> {
  const projects = readAskedParts(deps.db, new Date(now.getTime() - listedMs));
  const rights = await readRights(deps.rights, { personId }, projects);
  if (!rights.member) return undefined;
  const owned = (await projects).filter((project) => rights.owns(project));
  const standsFor: StoodForIn[] = [];
  for (const { personId: other } of await standInsBy(deps.db, { tenantId, personId }, now)) {
    const theirs = await readRights(deps.rights, { personId: other }, projects);
    const keys = (await projects).filter((project) => theirs.owns(project)).map(({ key }) => key);
    if (theirs.member) standsFor.push({ personId: other, owned: keys });
  }
  return { tenantId, personId, owned: owned.map(({ key }) => key), standsFor };
}
