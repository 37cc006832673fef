import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

const groupsPerCall = 20;
const groupIdsBody = v.object({ value: v.array(directoryId) });

/** Reads which of these groups the person is in, also through others. Empty when the person does not exist. */
export async function memberGroups(
  client: GraphClient,
  objectId: string,
  groupIds: readonly string[],
): Promise<Set<string>> {
  const asked = [...new Set(groupIds)];
  const member = new Set<string>();
  for (let i = 0; i < asked.length; i += groupsPerCall) {
    const part = asked.slice(i, i + groupsPerCall);
    const call = {
      method: 'POST' as const,
      path: graphPath`/users/${objectId}/checkMemberGroups`,
      body: { groupIds: part },
    };
    const answer = await readGraph(client, call, groupIdsBody);
    const said = new Set(answer?.value);
    for (const id of part) if (said.has(id.toLowerCase())) member.add(id);
  }
  return member;
}
