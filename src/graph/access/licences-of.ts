import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

const licencesBody = v.object({
  assignedLicenses: v.nullish(v.array(v.object({ skuId: directoryId })), []),
});

/** Reads a person's licences, direct or through a group, in lower case. Empty when the person does not exist. */
export async function licencesOf(
  client: GraphClient,
  objectId: string,
): Promise<ReadonlySet<string>> {
  const call = { path: graphPath`/users/${objectId}`, query: { $select: 'assignedLicenses' } };
  const body = await readGraph(client, call, licencesBody);
  return new Set(body?.assignedLicenses.map(({ skuId }) => skuId));
}
