import { type DecidingPart, partOf, projectAt } from '../../guests/approval/stages.ts';
import { stagesAsked } from '../../store/approvals/waiting-approvals.ts';
import type { Db } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';

/**
 * The projects whose approvals are open or were decided since then, once for each stage in which they are, with the
 * people of that stage. The key of each is the `decidersKey` of its approvals.
 */
export async function readAskedParts(db: Db, since: Date): Promise<DecidingPart[]> {
  const parts: DecidingPart[] = [];
  for (const { projectKey, stage, decidersKey, stages } of await stagesAsked(db, since)) {
    const project = await readProject(db, projectKey);
    if (project === undefined) continue;
    const rule = { stages: stages ?? undefined };
    const of = { key: decidersKey, stage: stages === null ? undefined : stage };
    parts.push(partOf(projectAt(project, { rule, stage }), of));
  }
  return parts;
}
