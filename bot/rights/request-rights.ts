import { type HoldsAs, isHeldByOperator } from '../../src/guests/held-by-hand.ts';
import { type Action, mayDo } from '../../src/guests/rights.ts';
import type { CountOf } from '../../src/store/invitations/invitations.ts';
import { type RequestRecord, requestsOf } from '../../src/store/requests/requests.ts';
import { endsByDate } from '../../src/work/request/ends-by-date.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { NoticeCode } from '../cards/notice-codes.ts';
import { granted, type May, passed, refused } from './guarded.ts';
import { seesPartners, type VisiblePartners } from './partner-rights.ts';
import { look, type NamedRequest, notFound, type OwnRequest, relate } from './related-request.ts';

/** Lets the requester pass, while they have the right to make such a request. For everybody else it does not exist. */
export const madeRequest: May<NamedRequest, OwnRequest> = async (deps, turn, named) => {
  const seen = await look(deps, turn, named);
  return seen?.requester ? granted({ request: seen.request }) : notFound;
};

/** Lets the requester do this with their request, where they still have the right. */
export const ownRequest =
  (action: Action, otherwise: NoticeCode): May<NamedRequest, OwnRequest> =>
  async (deps, turn, named) => {
    const seen = await look(deps, turn, named);
    if (!seen?.made) return notFound;
    return mayDo(action, seen.rights, { requester: true, owner: false })
      ? granted({ request: seen.request })
      : refused({ notice: otherwise });
  };

/** Lets the requester have mails sent once more. */
export const ownResend: May<NamedRequest, OwnRequest & VisiblePartners> = async (
  deps,
  turn,
  named,
) => {
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
 * Lets the requester or an operator pass. The job decides, with the request's row locked, what each may do. A requester
 * may always stop a request: that gives nobody anything.
 */
export const ofRequest =
  (action: 'cancel' | 'retry'): May<NamedRequest, OfRequest> =>
  async (deps, turn, named) => {
    const seen = await look(deps, turn, named);
    if (seen === undefined) return notFound;
    const { request, made, requester: sees, rights, decidesOverEnds } = seen;
    const relation = { requester: action === 'cancel' ? made : sees, owner: false };
    if (mayDo(action, rights, relation)) return granted({ requestId: request.id, rights, sees });
    // An owner has no right to cancel, and hears why nobody cancels ends by date.
    return action === 'cancel' && decidesOverEnds
      ? refused({ notice: 'ends by date', values: { number: String(request.id) } })
      : notFound;
  };

export type ToResume = {
  request: RequestRecord | undefined;
  requester: boolean;
  mayRelease: boolean;
  mayResume: boolean;
};

/** `byDate`: the bot begins this on its day. What is due on another day is another request. */
export type Holding = { requestId: number; as: HoldsAs; byDate: boolean };

/**
 * Lets the requester or an operator hold a request. Lets an owner of the project or an operator hold ends that the bot
 * begins on their day.
 */
export const holdsRequest: May<NamedRequest, Holding> = async (deps, turn, named) => {
  const seen = await look(deps, turn, named);
  if (seen === undefined) return notFound;
  const { request, rights, requester, decidesOverEnds: owner } = seen;
  const action = endsByDate(request) ? 'hold ends' : 'hold';
  if (!mayDo(action, rights, { requester, owner })) return notFound;
  const as = requester ? 'requester' : owner ? 'owner' : 'operator';
  return granted({ requestId: request.id, as, byDate: endsByDate(request) });
};

/** Lets an operator or the requester resume, and an owner for ends by date. An operator need not name a request. */
export const mayGoOn: May<NamedRequest, ToResume> = async (deps, turn, named) => {
  const seen = await look(deps, turn, named);
  const rights = seen?.rights ?? (await readRights(deps.rights, turn.who, []));
  const requester = seen?.requester === true;
  const relation = { requester, owner: seen?.decidesOverEnds === true };
  const mayResume = mayDo('resume', rights, relation);
  if (!mayResume && !relation.requester && !relation.owner) return notFound;
  const mayRelease = seen !== undefined && mayDo(toRelease(seen.request), rights, relation);
  return granted({ request: seen?.request, requester, mayRelease, mayResume });
};

function toRelease(request: RequestRecord): Action {
  if (isHeldByOperator(request.heldReason)) return 'release for operator';
  return endsByDate(request) ? 'hold ends' : 'release';
}

export type VisibleRequest = OwnRequest & {
  /** True where they may read what Entra wrote. */
  answers: boolean;
  /** This person made it, and still has the right to make such a request. */
  own: boolean;
  /** This person may let it go on, where it is on hold, although they did not make it. */
  mayRelease: boolean;
  /** This person runs the bot. */
  operates: boolean;
  /** False for an owner, who sees the rows of own projects alone. */
  all: boolean;
  counts: readonly CountOf[];
};

/** Lets the requester and operators see all of a request, an owner the rows of own projects, others nothing. */
export const seesRequest: May<NamedRequest, VisibleRequest> = async (deps, turn, named) => {
  const seen = await look(deps, turn, named);
  if (seen === undefined) return notFound;
  const { request, requester, rights, owned, counts } = seen;
  if (!mayDo('see request', rights, { requester, owner: owned.length > 0 })) return notFound;
  const all = requester || rights.operator;
  const shown = all ? counts : counts.filter(({ projectKey }) => owned.includes(projectKey));
  // An owner of other projects does not hear that a request without rows exists.
  const answers = mayDo('see answers', rights, { requester: false, owner: false });
  return all || shown.length > 0
    ? granted({
        request,
        own: requester,
        mayRelease: mayDo(toRelease(request), rights, {
          requester: false,
          owner: seen.decidesOverEnds,
        }),
        operates: rights.operator,
        all,
        answers,
        counts: shown,
      })
    : notFound;
};

/** A part of somebody's own requests. `from`: the number of the first one, the newest being 1. */
export type OwnRequests = {
  requests: readonly OwnRequest[];
  from: number;
  hasNext: boolean;
  /** This person may invite, whatever requests they have. */
  mayInvite: boolean;
};

/** So many requests stand on one card. */
const perPage = 10;

/**
 * Reads the requests of somebody who may still make such requests, the newest first, from `cursor` on. Other people
 * have none.
 */
export const seesOwnRequests: May<{ cursor?: number | undefined }, OwnRequests> = async (
  deps,
  turn,
  { cursor },
) => {
  const { tenantId, personId } = turn.who;
  const from = Math.max(1, cursor ?? 1);
  const rights = await readRights(deps.rights, turn.who, deps.projects());
  if (!rights.member) return refused({ notice: 'refused' });
  const part = { offset: from - 1, limit: perPage + 1 };
  const found = await requestsOf(deps.db, { tenantId, requesterId: personId }, part);
  const page = found.slice(0, perPage);
  const related = await Promise.all(page.map((request) => relate(deps, turn.who, request, rights)));
  const requests = related.filter(({ requester }) => requester);
  const mayInvite = mayDo('invite', rights, { requester: true, owner: false });
  return granted({ requests, from, hasNext: found.length > perPage, mayInvite });
};
