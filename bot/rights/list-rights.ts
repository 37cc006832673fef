import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { type May, passed } from './guarded.ts';
import { madeRequest } from './request-rights.ts';

/** The list that a button names. A card shows a part of it. */
export type SeenList = { kind: 'review' | 'notes'; request: RequestRecord };

/** Lets only the requester see a draft's partners and its notes. For everybody else the list does not exist. */
export const seesList: May<{ list?: string | undefined }, SeenList> = async (
  deps,
  turn,
  { list = '' },
) => {
  const [, kind, number] = /^(review|notes) (\d{1,15})$/.exec(list) ?? [];
  const named = { requestId: number === undefined ? undefined : Number(number) };
  return await passed(madeRequest(deps, turn, named), ({ request }) => ({
    kind: kind === 'notes' ? ('notes' as const) : ('review' as const),
    request,
  }));
};
