import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import { inTransaction } from '../../store/database.ts';
import { type RemovedFromProject, removedFrom } from '../../store/endings/removed-access.ts';
import {
  markEndsTold,
  type RemovalsToTell,
  removalsToTell,
} from '../../store/endings/untold-ends.ts';
import { ownRequester } from '../../store/fragments.ts';
import { readProject } from '../../store/projects.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type OperatorDeps, operatorsOf, ownersOf } from '../telling/audience.ts';
import { tellOfRequest } from '../telling/tell-people.ts';

type Deps = Pick<WorkDeps, 'db' | 'clock'> & OperatorDeps & Pick<Directory, 'peopleIn'>;

/**
 * Tells owners and requesters whose account the bot removed, in one line for each request and project. Tells the
 * operators which planned removals did not work: no person asked for them, so nobody has their card. The channel hears
 * of removals in the digest of ends.
 */
export async function tellRemoved(deps: Deps): Promise<void> {
  for (const each of await removalsToTell(deps.db)) {
    const lost = await removedFrom(deps.db, each.requestId);
    const lines = await Promise.all(lost.map((from) => lineOf(deps, each, from)));
    const refused = each.planned ? await refusedLines(deps, each) : [];
    await inTransaction(deps.db, (trx) =>
      tell(trx, each, [...lines, ...refused], deps.clock.now()),
    );
  }
}

/** One line, and who reads it. */
type Line = { reason: Reason; about: string; people: readonly string[] };

async function lineOf(
  deps: Deps,
  { requestId, requesterId, requesterName: name, planned }: RemovalsToTell,
  { projectKey, removed: count, inviters }: RemovedFromProject,
): Promise<Line> {
  const project = await readProject(deps.db, projectKey);
  const owners = project === undefined ? [] : await ownersOf(deps, project);
  const people = new Set([...owners, ...inviters]);
  // The requester of the removal has its card.
  for (const nobody of [requesterId, ownRequester]) people.delete(nobody);
  const values = { name, project: project?.name ?? projectKey, number: String(requestId), count };
  const code = planned ? 'accounts removed as planned' : 'accounts removed';
  return { reason: { code, values }, about: projectKey, people: [...people] };
}

/** The planned removals that failed, and the ones of unknown outcome. Operators read them. */
async function refusedLines(
  deps: Deps,
  { requestId, failed, unknown }: RemovalsToTell,
): Promise<Line[]> {
  if (failed + unknown === 0) return [];
  const people = await operatorsOf(deps);
  const counts = [
    { code: 'removals refused', count: failed },
    { code: 'removals not known', count: unknown },
  ] as const;
  return counts.flatMap(({ code, count }) => {
    const values = { number: String(requestId), count };
    return count > 0 ? [{ reason: { code, values }, about: '', people }] : [];
  });
}

async function tell(
  trx: WorkDeps['db'],
  { requestId, tenantId }: RemovalsToTell,
  lines: readonly Line[],
  now: Date,
): Promise<void> {
  if (!(await markEndsTold(trx, requestId))) return;
  for (const { reason, about, people } of lines) {
    const topic = `${reason.code} ${about} ${now.toISOString()}`;
    const to = { tenantId, requestId, about: 'ending', people } as const;
    await tellOfRequest(trx, to, { reason, topic, subjectId: requestId }, now);
  }
}
