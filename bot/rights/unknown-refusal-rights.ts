import { type May, refused } from './guarded.ts';
import type { OwnRequest } from './related-request.ts';
import { seesRequest } from './request-rights.ts';

/** Lets an operator read what Entra wrote about a request. For everybody else the request does not exist. */
export const seesUnknownRefusals: May<{ requestId?: number | undefined }, OwnRequest> = async (
  deps,
  turn,
  named,
) => {
  const seen = await seesRequest(deps, turn, named);
  return seen.kind === 'refused' || seen.given.answers ? seen : refused({ notice: 'not found' });
};
