import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

const licencesBody = v.object({
  assignedLicenses: v.nullish(v.array(v.object({ skuId: directoryId })), []),
});

/** Reads the licences that a group gives its direct members, in lower case. Empty when the group is gone. */
export async function groupLicences(
  client: GraphClient,
  groupId: string,
): Promise<ReadonlySet<string>> {
  const call = { path: graphPath`/groups/${groupId}`, query: { $select: 'assignedLicenses' } };
  const body = await readGraph(client, call, licencesBody);
  return new Set(body?.assignedLicenses.map(({ skuId }) => skuId));
}
