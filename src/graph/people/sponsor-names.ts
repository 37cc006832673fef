import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

const sponsorsBody = v.object({
  value: v.array(v.object({ displayName: v.nullish(v.string()) })),
});

/**
 * Reads the names of a guest's sponsors, people and groups. Leaves out sponsors whose name Graph does not show. Undefined:
 * Graph shows no such guest, or does not let the bot read.
 */
export async function sponsorNames(
  client: GraphClient,
  objectId: string,
): Promise<readonly string[] | undefined> {
  const query = { $select: 'id,displayName' };
  const call = { path: graphPath`/users/${objectId}/sponsors`, query };
  const answer = await tryRead(client, call, sponsorsBody);
  if (answer.kind !== 'read') return undefined;
  return answer.value.value.flatMap(({ displayName }) => displayName ?? []);
}
