import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { nextPath } from '../client/graph-links.ts';
import { readGraph } from '../client/read-graph.ts';

export type PendingPage = { objectIds: readonly string[]; next?: string };

const pageBody = v.object({
  value: v.array(v.object({ id: directoryId })),
  '@odata.nextLink': v.optional(v.string()),
});
const query = {
  $filter: "userType eq 'Guest' and externalUserState eq 'PendingAcceptance'",
  $select: 'id',
  $top: '999',
};

/** Reads one page of the guests who have not redeemed, 999 at a time. The last page has no `next`. */
export async function readPendingGuests(
  client: GraphClient,
  from: 'start' | (string & {}),
): Promise<PendingPage> {
  const call = from === 'start' ? { path: '/users', query } : nextPath(client, from);
  const page = call && (await readGraph(client, call, pageBody));
  // Half a sweep must not pass for a whole one: a guest missing from it counts as redeemed or gone.
  if (page === undefined) throw new GraphUnavailable(60);
  const objectIds = page.value.map(({ id }) => id);
  const next = page['@odata.nextLink'];
  return next === undefined ? { objectIds } : { objectIds, next };
}
