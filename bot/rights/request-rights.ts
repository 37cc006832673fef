import type { Project } from '../../src/guests/project/project.ts';
import { type Action, isRequesterStill, mayDo } from '../../src/guests/rights.ts';
import { type CountOf, countInvitations } from '../../src/store/invitations/invitations.ts';
import { readProject } from '../../src/store/projects.ts';
import { countRows } from '../../src/store/requests/request-rows.ts';
import { findRequest, type RequestRecord, requestsOf } from '../../src/store/requests/requests.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { NoticeCode } from '../cards/notice-card.ts';
import type { BotDeps } from '../turns/deps.ts';
import type { Turn } from '../turns/turn.ts';
import { granted, type May, passed, refused } from './guarded.ts';
import { seesPartners, type VisiblePartners } from './partner-rights.ts';

/** What cards and commands send to name a request. */
type Named = { requestId?: number | undefined };
export type OwnRequest = { request: RequestRecord };

const notFound = refused({ notice: 'not found' });

/** A request, and what this person is to it now. */
type Looked = {
  request: RequestRecord;
  /** They made it. */
  made: boolean;
  /** They made it, and still have the right to make such a request. */
  requester: boolean;
  rights: Rights;
  /** Those of its projects that they own. */
  owned: readonly string[];
  counts: readonly CountOf[];
};

async function look(
  deps: BotDeps,
  { who }: Turn,
  { requestId }: Named,
): Promise<Looked | undefined> {
  if (requestId === undefined) return undefined;
  const request = await findRequest(deps.db, who.tenantId, requestId);
  return request && (await relate(deps, who, request));
}

/** `known`: rights that were read for all projects at once. */
async function relate(
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
  // While its rows are in no project yet, whoever owns one may have asked for it.
  const ownsAll = owned.length > 0 && keys.every((key) => owned.includes(key));
  const made = request.requesterId === personId;
  const requester = made && isRequesterStill(request.kind, rights, ownsAll);
  return { request, made, requester, rights, owned, counts: await counting };
}

/** The projects that a request's rows are in; before there are any, all that there are. */
async function projectsIn(
  deps: BotDeps,
  counts: readonly CountOf[],
): Promise<{ keys: readonly string[]; projects: readonly Project[] }> {
  const keys = [...new Set(counts.map(({ projectKey }) => projectKey))];
  if (keys.length === 0) return { keys, projects: await deps.projects() };
  const read = await Promise.all(keys.map((key) => readProject(deps.db, key)));
  return { keys, projects: read.flatMap((project) => project ?? []) };
}

/** The requester, while they have the right to make such a request. To everybody else it does not exist. */
export const madeRequest: May<Named, OwnRequest> = async (deps, turn, named) => {
  const seen = await look(deps, turn, named);
  return seen?.requester ? granted({ request: seen.request }) : notFound;
};

/** The requester, where they still have the right to do this with their request. */
export const ownRequest =
  (action: Action, otherwise: NoticeCode): May<Named, OwnRequest> =>
  async (deps, turn, named) => {
    const seen = await look(deps, turn, named);
    if (!seen?.made) return notFound;
    return mayDo(action, seen.rights, { requester: true, owner: false })
      ? granted({ request: seen.request })
      : refused({ notice: otherwise });
  };

export type ToConfirm = OwnRequest & {
  /** What the requester may do now, where the request is no invitation: confirming decides by it, row by row. */
  rights?: Rights | undefined;
};

/** The requester, where they may ask for as many as the request has now. */
export const mayConfirm: May<Named, ToConfirm> = async (deps, turn, named) => {
  const seen = await look(deps, turn, named);
  if (!seen?.made) return notFound;
  const { request, rights, requester } = seen;
  if (request.kind !== 'invite') return requester ? granted({ request, rights }) : notFound;
  const relation = { requester: true, owner: false };
  if (!mayDo('confirm', rights, relation)) return refused({ notice: 'may not ask' });
  const mayMany = mayDo('confirm many', rights, relation);
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
  const own = await madeRequest(deps, turn, named);
  if (own.kind === 'refused') return own;
  return await passed(seesPartners('resend')(deps, turn, named), (may) => ({
    ...own.given,
    ...may,
  }));
};

export type OfRequest = {
  requestId: number;
  rights: Rights;
  /** False for an operator, and for somebody who may no longer make such a request: they get words, not the card. */
  sees: boolean;
};

/**
 * The requester or an operator; which of them may do what, the job decides with the request's row locked. Whoever made
 * a request may always stop it: that gives nobody anything.
 */
export const ofRequest =
  (action: 'cancel' | 'retry'): May<Named, OfRequest> =>
  async (deps, turn, named) => {
    const seen = await look(deps, turn, named);
    if (seen === undefined) return notFound;
    const { request, made, requester: sees, rights } = seen;
    const relation = { requester: action === 'cancel' ? made : sees, owner: false };
    return mayDo(action, rights, relation)
      ? granted({ requestId: request.id, rights, sees })
      : notFound;
  };

export type ToResume = {
  request: RequestRecord | undefined;
  requester: boolean;
  mayRelease: boolean;
  mayResume: boolean;
};

/** An operator, who needs to name no request, or the requester. */
export const mayGoOn: May<Named, ToResume> = async (deps, turn, named) => {
  const seen = await look(deps, turn, named);
  const rights = seen?.rights ?? (await readRights(deps.rights, turn.who, []));
  const relation = { requester: seen?.requester === true, owner: false };
  const mayResume = mayDo('resume', rights, relation);
  if (!mayResume && !relation.requester) return notFound;
  const mayRelease = mayDo('release', rights, relation);
  return granted({ request: seen?.request, requester: relation.requester, mayRelease, mayResume });
};

export type VisibleRequest = OwnRequest & {
  /** They may read what Entra wrote. */
  answers: boolean;
  /** False for an owner, who sees the rows of own projects alone. */
  all: boolean;
  counts: readonly CountOf[];
};

/** The requester and operators see all of a request, an owner the rows of own projects, others nothing. */
export const seesRequest: May<Named, VisibleRequest> = async (deps, turn, named) => {
  const seen = await look(deps, turn, named);
  if (seen === undefined) return notFound;
  const { request, requester, rights, owned, counts } = seen;
  if (!mayDo('see request', rights, { requester, owner: owned.length > 0 })) return notFound;
  const all = requester || rights.operator;
  const shown = all ? counts : counts.filter(({ projectKey }) => owned.includes(projectKey));
  // An owner of other projects does not hear that a request without rows exists.
  const answers = mayDo('see answers', rights, { requester: false, owner: false });
  return all || shown.length > 0 ? granted({ request, all, answers, counts: shown }) : notFound;
};

/** The newest requests of somebody who may still make such requests. Nobody else has any. */
export const seesOwnRequests: May<unknown, readonly OwnRequest[]> = async (deps, turn) => {
  const { tenantId, personId } = turn.who;
  const rights = await readRights(deps.rights, turn.who, deps.projects());
  if (!rights.member) return refused({ notice: 'refused' });
  const own = await requestsOf(deps.db, tenantId, personId);
  const related = await Promise.all(own.map((request) => relate(deps, turn.who, request, rights)));
  return granted(related.filter(({ requester }) => requester));
};
