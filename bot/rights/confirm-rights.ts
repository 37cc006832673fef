import { asksForMany, mayDo } from '../../src/guests/rights.ts';
import { countRows } from '../../src/store/requests/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { granted, type May, refused } from './guarded.ts';
import { look, type NamedRequest, notFound, type OwnRequest } from './related-request.ts';

export type ToConfirm = OwnRequest & {
  /** The requester's present rights, if the request is no invitation. Confirm decides each row by them. */
  rights?: Rights | undefined;
};

/** Lets the requester confirm, if they may ask for as many invitations as the request has now. */
export const mayConfirm: May<NamedRequest, ToConfirm> = async (deps, turn, named) => {
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
  const { rows } = await countRows(deps.db, request.id);
  return asksForMany({ source: request.source, rows }, deps.config.limits.bulkFrom);
}
