import type { Project } from '../../src/guests/project/project.ts';
import { isRequesterStill } from '../../src/guests/rights.ts';
import { type CountOf, countInvitations } from '../../src/store/invitations/invitations.ts';
import { readProject } from '../../src/store/projects.ts';
import { findRequest, type RequestRecord } from '../../src/store/requests/requests.ts';
import { endsByDate } from '../../src/work/request/ends-by-date.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { refused } from './guarded.ts';

/** The data by which cards and commands name a request. */
export type NamedRequest = { requestId?: number | undefined };
export type OwnRequest = { request: RequestRecord };

/** The words for a request that this person may not see, and for one that does not exist. */
export const notFound = refused({ notice: 'not found' });

/** A request, and what this person is to it now. */
export type Looked = {
  request: RequestRecord;
  /** This person made it. */
  made: boolean;
  /** This person made it, and still has the right to make such a request. */
  requester: boolean;
  rights: Rights;
  /** The projects of the request that this person owns. */
  owned: readonly string[];
  counts: readonly CountOf[];
  /** The bot ends this by itself on its day, and this person decides over it: they own all of its projects. */
  decidesOverEnds: boolean;
};

/** Finds the named request, and what this person is to it now. */
export async function look(
  deps: BotDeps,
  { who }: Turn,
  { requestId }: NamedRequest,
): Promise<Looked | undefined> {
  if (requestId === undefined) return undefined;
  const request = await findRequest(deps.db, who.tenantId, requestId);
  return request && (await relate(deps, who, request));
}

/** Reads what this person is to a request now. `known`: rights that were read for all projects at once. */
export async function relate(
  deps: BotDeps,
  { personId }: Pick<Turn['who'], 'personId'>,
  request: RequestRecord,
  known?: Rights,
): Promise<Looked> {
  const counting = countInvitations(deps.db, request.id);
  const named = counting.then((counts) => projectsIn(deps, counts));
  const projectsOnly = named.then(({ projects }) => projects);
  const rights = known ?? (await readRights(deps.rights, { personId }, projectsOnly));
  const { keys, projects } = await named;
  const owned = projects.filter((project) => rights.owns(project)).map(({ key }) => key);
  // While its rows are in no project yet, anybody who owns a project may have made it.
  const ownsAll = owned.length > 0 && keys.every((key) => owned.includes(key));
  const made = request.requesterId === personId;
  const requester = made && isRequesterStill(request, rights, ownsAll);
  const decidesOverEnds = ownsAll && endsByDate(request);
  return { request, made, requester, rights, owned, counts: await counting, decidesOverEnds };
}

/** The projects of a request's rows. Before any row has a project: all projects. */
async function projectsIn(
  deps: BotDeps,
  counts: readonly CountOf[],
): Promise<{ keys: readonly string[]; projects: readonly Project[] }> {
  const keys = [...new Set(counts.map(({ projectKey }) => projectKey))];
  if (keys.length === 0) return { keys, projects: await deps.projects() };
  const read = await Promise.all(keys.map((key) => readProject(deps.db, key)));
  return { keys, projects: read.flatMap((project) => project ?? []) };
}
