import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { graphPath } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

const rolesBody = v.object({ value: v.array(v.object({ id: v.string() })) });

/**
 * `yes` when the person has a directory role, also through groups. It does not see roles that the person may activate
 * but has not. An application may neither block nor remove such a person.
 */
export async function holdsDirectoryRole(
  client: GraphClient,
  objectId: string,
): Promise<'yes' | 'no' | 'no such account' | 'not readable'> {
  const call = {
    path: graphPath`/users/${objectId}/transitiveMemberOf/microsoft.graph.directoryRole`,
    query: { $select: 'id', $count: 'true' },
    headers: { ConsistencyLevel: 'eventual' },
  };
  const answer = await tryRead(client, call, rolesBody);
  switch (answer.kind) {
    case 'read':
      return answer.value.value.length > 0 ? 'yes' : 'no';
    case 'missing':
      return 'no such account';
    case 'not readable':
      return 'not readable';
    case 'start over':
      throw new GraphUnavailable(10);
  }
}
