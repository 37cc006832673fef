import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

const sponsorsBody = v.object({
  value: v.array(v.object({ id: directoryId, displayName: v.nullish(v.string()) })),
});

/** The sponsors of a guest, people and groups: object ids in lower case, with the names as far as Graph shows them. */
export type Sponsors = ReadonlyMap<string, string | undefined>;

/** Reads the sponsors of a guest. Undefined: Graph shows no such guest yet, or does not let the bot read. */
export async function sponsorsOf(
  client: GraphClient,
  objectId: string,
): Promise<Sponsors | undefined> {
  const query = { $select: 'id,displayName' };
  const call = { path: graphPath`/users/${objectId}/sponsors`, query };
  const answer = await tryRead(client, call, sponsorsBody);
  if (answer.kind !== 'read') return undefined;
  return new Map(answer.value.value.map(({ id, displayName }) => [id, displayName ?? undefined]));
}
