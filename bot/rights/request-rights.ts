import { type Action, mayDo } from '../../src/guests/rights.ts';
import { type CountOf, countInvitations } from '../../src/store/invitations/invitations.ts';
import { readProject } from '../../src/store/projects.ts';
import { countRows } from '../../src/store/requests/request-rows.ts';
import { findRequest, type RequestRecord } from '../../src/store/requests/requests.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { NoticeCode } from '../cards/notice-card.ts';
import type { BotDeps } from '../turns/deps.ts';
import type { Turn } from '../turns/turn.ts';
import { granted, type May, passed, refused } from './guarded.ts';
import { seesPartners, type VisiblePartners } from './partner-rights.ts';
import { asRequester } from './person-rights.ts';

/** What cards and commands send to name a request. */
type Named = { requestId?: number | undefined };
export type OwnRequest = { request: RequestRecord };

const notFound = refused({ notice: 'not found' });

/** The request, where this person made it. To everybody else it does not exist. */
async function findOwn(
  deps: Pick<BotDeps, 'db'>,
  { who }: Turn,
  { requestId }: Named,
): Promise<RequestRecord | undefined> {
  if (requestId === undefined) return undefined;
  const request = await findRequest(deps.db, who.tenantId, requestId);
  return request?.requesterId === who.personId ? request : undefined;
}

/** The requester. Reads no rights: the requester sees only what the bot showed them before. */
export const madeRequest: May<Named, OwnRequest> = async (deps, turn, named) => {
  const request = await findOwn(deps, turn, named);
  return request === undefined ? notFound : granted({ request });
};

/** The requester, where they still have the right to do this with their request. */
export const ownRequest =
  (action: Action, otherwise: NoticeCode): May<Named, OwnRequest> =>
  async (deps, turn, named) => {
    const request = await findOwn(deps, turn, named);
    if (request === undefined) return notFound;
    return await passed(asRequester(action, otherwise)(deps, turn, named), () => ({ request }));
  };

export type ToConfirm = OwnRequest & {
  /** What the requester may do now, where the request is no invitation: confirming decides by it, row by row. */
  rights?: Rights | undefined;
};

/** The requester, where they may ask for as many as the request has now. */
export const mayConfirm: May<Named, ToConfirm> = async (deps, turn, named) => {
  const request = await findOwn(deps, turn, named);
  if (request === undefined) return notFound;
  if (request.kind !== 'invite') {
    return granted({ request, rights: await readRights(deps.rights, turn.who, deps.projects()) });
  }
  const asked = await asRequester('confirm', 'may not ask')(deps, turn, named);
  if (asked.kind === 'refused') return asked;
  const { rights } = asked.given;
  const mayMany = mayDo('confirm many', rights, { requester: true, owner: false });
  if (mayMany || !(await isMany(deps, request))) return granted({ request });
  const values = { most: deps.config.limits.bulkFrom - 1 };
  return refused({ notice: 'may not ask with files', values });
};

async function isMany(deps: BotDeps, request: RequestRecord): Promise<boolean> {
  if (request.source === 'file') return true;
  return (await countRows(deps.db, request.id)).rows >= deps.config.limits.bulkFrom;
}

/** The requester, where they may have mails sent once more. */
export const ownResend: May<Named, OwnRequest & VisiblePartners> = async (deps, turn, named) => {
  const request = await findOwn(deps, turn, named);
  if (request === undefined) return notFound;
  return await passed(seesPartners('resend')(deps, turn, named), (seen) => ({ request, ...seen }));
};

/** The requester or an operator; which of them may do what, the job decides with the request's row locked. */
export const ofRequest =
  (action: 'cancel' | 'retry'): May<Named, { requestId: number; rights: Rights }> =>
  async (deps, turn, { requestId }) => {
    if (requestId === undefined) return notFound;
    const asked = asRequester(action, 'not found')(deps, turn, undefined);
    return await passed(asked, ({ rights }) => ({ requestId, rights }));
  };

export type ToResume = {
  request: RequestRecord | undefined;
  requester: boolean;
  mayRelease: boolean;
  mayResume: boolean;
};

/** An operator, who needs to name no request, or the requester. */
export const mayGoOn: May<Named, ToResume> = async (deps, turn, { requestId }) => {
  const rights = await readRights(deps.rights, turn.who, []);
  const { tenantId, personId } = turn.who;
  const request =
    requestId === undefined ? undefined : await findRequest(deps.db, tenantId, requestId);
  const relation = { requester: request?.requesterId === personId, owner: false };
  const mayResume = mayDo('resume', rights, relation);
  if (!mayResume && !relation.requester) return notFound;
  const mayRelease = mayDo('release', rights, relation);
  return granted({ request, requester: relation.requester, mayRelease, mayResume });
};

export type VisibleRequest = OwnRequest & {
  /** False for an owner, who sees the rows of own projects alone. */
  all: boolean;
  counts: readonly CountOf[];
};

/** The requester and operators see all of a request, an owner the rows of own projects, others nothing. */
export const seesRequest: May<Named, VisibleRequest> = async (deps, turn, { requestId }) => {
  const { tenantId, personId } = turn.who;
  const request =
    requestId === undefined ? undefined : await findRequest(deps.db, tenantId, requestId);
  if (request === undefined) return notFound;
  const counts = await countInvitations(deps.db, request.id);
  const keys = [...new Set(counts.map(({ projectKey }) => projectKey))];
  const read = await Promise.all(keys.map((key) => readProject(deps.db, key)));
  const projects = read.flatMap((project) => project ?? []);
  const rights = await readRights(deps.rights, turn.who, projects);
  const requester = request.requesterId === personId;
  const owned = projects.filter((project) => rights.owns(project)).map(({ key }) => key);
  if (!mayDo('see request', rights, { requester, owner: owned.length > 0 })) return notFound;
  const all = requester || rights.operator;
  const seen = all ? counts : counts.filter(({ projectKey }) => owned.includes(projectKey));
  return granted({ request, all, counts: seen });
};
