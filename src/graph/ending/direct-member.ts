import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath, odataText } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

const membersBody = v.object({ value: v.array(v.object({ id: directoryId })) });

/** `yes` when the person is in the group itself, not through another group. Throws when the bot may not read it. */
export async function isDirectMember(
  client: GraphClient,
  groupId: string,
  objectId: string,
): Promise<'yes' | 'no' | 'no such group'> {
  const call = {
    path: graphPath`/groups/${groupId}/members`,
    query: { $filter: `id eq ${odataText(objectId)}`, $select: 'id', $count: 'true' },
    headers: { ConsistencyLevel: 'eventual' },
  };
  const body = await readGraph(client, call, membersBody);
  if (body === undefined) return 'no such group';
  const isIn = body.value.some(({ id }) => id === objectId.toLowerCase());
  return isIn ? 'yes' : 'no';
}
