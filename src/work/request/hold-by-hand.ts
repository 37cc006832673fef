import { GraphUnavailable } from '../../graph/client/graph-faults.ts';
import type { Directory } from '../../graph/directory.ts';
import type { Reason } from '../../guests/reason.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import { hasUnbegun, holdRequest } from '../../store/requests/first-rows.ts';
import { lockRequest, type RequestRecord } from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type OperatorDeps, operatorsOf, ownersOf } from '../telling/audience.ts';
import { type TellDeps, tellPeople } from '../telling/tell-people.ts';
import { isByDate } from './is-by-date.ts';

export type HoldDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  TellDeps &
  OperatorDeps &
  Pick<Directory, 'peopleIn'>;

/**
 * Holds a confirmed request: what has not begun waits until somebody lets it go on. The caller has read the right. Tells
 * the others who may decide; if Graph does not say who they are, the request is on hold all the same.
 */
export async function holdByHand(
  deps: HoldDeps,
  who: Who,
  requestId: number,
): Promise<'held' | 'nothing to hold'> {
  const now = deps.clock.now();
  const reason: Reason = {
    code: 'held by',
    values: { name: who.name, number: `#${requestId}` },
  };
  const held = await inTransaction(deps.db, async (trx) => {
    const request = await lockRequest(trx, requestId);
    if (request === undefined || !(await hasUnbegun(trx, requestId))) return undefined;
    if (!(await holdRequest(trx, requestId, reason, now))) return undefined;
    await record(trx, { actor: who.personId, what: 'request held', requestId }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    return request;
  });
  deps.log.info('request hold', { requestId, held: held !== undefined });
  if (held === undefined) return 'nothing to hold';
  const people = new Set(await othersInvolved(deps, held));
  people.delete(who.personId);
  const topic = `held ${now.getTime()}`;
  const to = { tenantId: who.tenantId, people };
  await tellPeople(deps, to, { reason, requestId, subjectId: requestId, topic });
  return 'held';
}

/** Operators and owners of ends by date; otherwise the requester. */
async function othersInvolved(deps: HoldDeps, request: RequestRecord): Promise<string[]> {
  if (!isByDate(request)) return [request.requesterId];
  try {
    return [
      ...(await operatorsOf(deps)),
      ...(await ownersIn(deps, deps.db, request.choice.project)),
    ];
  } catch (error) {
    if (!(error instanceof GraphUnavailable)) throw error;
    return [];
  }
}

async function ownersIn(
  deps: Pick<Directory, 'peopleIn'>,
  db: Db,
  key: string | undefined,
): Promise<string[]> {
  const project = key === undefined ? undefined : await readProject(db, key);
  return project === undefined ? [] : await ownersOf(deps, project);
}
