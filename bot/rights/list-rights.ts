import { findRequest, type RequestRecord } from '../../src/store/requests/requests.ts';
import { granted, type May, refused } from './guarded.ts';

/** A list that a card shows a part of, by the name that its button sends. */
export type SeenList = { kind: 'review'; request: RequestRecord };

/** Only the requester sees a draft's partners. To everybody else the list does not exist. */
export const seesList: May<{ list?: string | undefined }, SeenList> = async (
  { db },
  { who },
  { list = '' },
) => {
  const [, number] = /^review (\d{1,15})$/.exec(list) ?? [];
  const request =
    number === undefined ? undefined : await findRequest(db, who.tenantId, Number(number));
  return request?.requesterId === who.personId
    ? granted({ kind: 'review', request })
    : refused({ notice: 'not found' });
};
