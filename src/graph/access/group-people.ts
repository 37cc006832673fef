import * as v from 'valibot';
import type { GraphCall, GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { nextPath } from '../client/graph-links.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

/**
 * How deep the bot reads groups in groups, the group itself included. Companies rarely nest groups deeper, and each
 * level costs calls.
 */
const levels = 5;

const memberBody = v.object({
  id: directoryId,
  '@odata.type': v.nullish(v.string(), ''),
});
const pageBody = v.object({
  value: v.array(memberBody),
  '@odata.nextLink': v.optional(v.string()),
});
type Member = v.InferOutput<typeof memberBody>;
const query = { $select: 'id', $top: '999' };

/**
 * Reads the object ids of the people in a group and in the groups within it, to five levels, each once. Empty when the
 * group does not exist.
 */
export async function peopleIn(client: GraphClient, groupId: string): Promise<string[]> {
  const people = new Set<string>();
  // Groups may contain each other, so it reads each once.
  const met = new Set<string>();
  let level = new Set([groupId.toLowerCase()]);
  for (let depth = 0; depth < levels; depth++) {
    const below = new Set<string>();
    for (const group of level) {
      met.add(group);
      const members = await readMembers(client, group);
      for (const id of members.people) people.add(id);
      for (const id of members.groups) below.add(id);
    }
    level = new Set([...below].filter((id) => !met.has(id)));
  }
  return [...people];
}

async function readMembers(
  client: GraphClient,
  groupId: string,
): Promise<{ people: string[]; groups: string[] }> {
  const members: Member[] = [];
  const first = { path: graphPath`/groups/${groupId}/members`, query };
  let next: Pick<GraphCall, 'path' | 'query'> | undefined = first;
  while (next) {
    const page: Page | undefined = await readGraph(client, next, pageBody);
    if (page === undefined && next === first) break;
    // Somebody deleted the group during the read. Half of its people must not pass for all.
    if (page === undefined) throw new GraphUnavailable(60);
    members.push(...page.value);
    next = nextPath(client, page['@odata.nextLink']);
  }
  const idsOf = (type: string) =>
    members.filter((one) => one['@odata.type'] === type).map(({ id }) => id);
  return { people: idsOf('#microsoft.graph.user'), groups: idsOf('#microsoft.graph.group') };
}

type Page = v.InferOutput<typeof pageBody>;
