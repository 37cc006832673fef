import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

const sponsorsBody = v.object({ value: v.array(v.object({ id: directoryId })) });

/**
 * Reads the sponsors of a guest: object ids of people and groups, in lower case. Undefined: Graph shows no such guest
 * yet, or does not let the bot read.
 */
export async function sponsorsOf(
  client: GraphClient,
  objectId: string,
): Promise<ReadonlySet<string> | undefined> {
  const call = { path: graphPath`/users/${objectId}/sponsors`, query: { $select: 'id' } };
  const answer = await tryRead(client, call, sponsorsBody);
  if (answer.kind !== 'read') return undefined;
  return new Set(answer.value.value.map(({ id }) => id));
}
