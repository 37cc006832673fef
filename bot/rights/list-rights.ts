import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { type May, passed } from './guarded.ts';
import { madeRequest } from './request-rights.ts';

/** A list that a card shows a part of, by the name that its button sends. */
export type SeenList = { kind: 'review'; request: RequestRecord };

/** Only the requester sees a draft's partners. To everybody else the list does not exist. */
export const seesList: May<{ list?: string | undefined }, SeenList> = async (
  deps,
  turn,
  { list = '' },
) => {
  const [, number] = /^review (\d{1,15})$/.exec(list) ?? [];
  const named = { requestId: number === undefined ? undefined : Number(number) };
  return await passed(madeRequest(deps, turn, named), ({ request }) => ({
    kind: 'review' as const,
    request,
  }));
};
