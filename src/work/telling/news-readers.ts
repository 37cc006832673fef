import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../../store/database.ts';
import { projectsOfRequest } from '../../store/invitations/invitations.ts';
import { readProject } from '../../store/projects.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import type { NewsTrain } from '../../store/telling/news.ts';
import type { Announcer } from './announcer.ts';
import { ownersOf } from './audience.ts';

export type NewsReaderDeps = Pick<Directory, 'peopleIn'> & {
  db: Db;
  announcer: Pick<Announcer, 'reachPerson'>;
};

/** Somebody whom the bot can reach and who reads a train of news. */
export type Reader = {
  placeId: number;
  /** Set on an owner who reads it instead of a requester who is gone: says so. */
  instead?: Reason;
  /** Set on such an owner: the names of their own projects. They read nothing of others. */
  projects?: ReadonlySet<string>;
};

/** True for news that this reader may read: it names one of their projects, or none. */
export const isFor = (projects: Reader['projects'], { values = {} }: Reason): boolean =>
  projects === undefined || values.project === undefined || projects.has(String(values.project));

/**
 * Finds the readers of a train of news: the person whom it is for. Where a requester is blocked or gone, the owners of
 * the request's projects. Throws GraphUnavailable.
 */
export async function readersOf(deps: NewsReaderDeps, train: NewsTrain): Promise<Reader[]> {
  const { tenantId, personId, requestId } = train;
  if ((await withoutLeavers(deps.db, tenantId, [personId])).length > 0) {
    const placeId = await deps.announcer.reachPerson(tenantId, personId, undefined);
    return placeId === undefined ? [] : [{ placeId }];
  }
  const request = await readRequest(deps.db, requestId);
  // Other readers of a request hear of it beside others.
  if (request?.requesterId !== personId) return [];
  const values = { name: request.requesterName, number: String(requestId) };
  const instead = { code: 'instead of requester', values } as const;
  return await ownersInstead(deps, train, instead);
}

async function ownersInstead(
  deps: NewsReaderDeps,
  { tenantId, requestId }: NewsTrain,
  instead: Reason,
): Promise<Reader[]> {
  const readers = new Map<number, Reader & { projects: Set<string> }>();
  for (const key of await projectsOfRequest(deps.db, requestId)) {
    const project = await readProject(deps.db, key);
    if (project === undefined) continue;
    const owners = await withoutLeavers(deps.db, tenantId, await ownersOf(deps, project));
    for (const owner of owners) {
      const teamId = project.channel?.teamId;
      const placeId = await deps.announcer.reachPerson(tenantId, owner, teamId);
      if (placeId === undefined) continue;
      const known = readers.get(placeId) ?? { placeId, instead, projects: new Set() };
      readers.set(placeId, { ...known, projects: known.projects.add(project.name) });
    }
  }
  return [...readers.values()];
}
