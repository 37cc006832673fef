import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { type Answer, sortAnswer } from '../client/sort-answer.ts';
import { checkTarget } from './target-gone.ts';

const membersPerCall = 20;

/**
 * Adds up to twenty people in one call, all or none. Throws RangeError for nobody, and for more people. One person who
 * is a member already, or whom Graph does not show yet, fails all of them: halve the set then. `already` for a single
 * person is that person's answer.
 */
export async function addMembers(
  client: GraphClient,
  groupId: string,
  objectIds: readonly string[],
): Promise<Answer<undefined>> {
  if (objectIds.length === 0 || objectIds.length > membersPerCall) {
    throw new RangeError(`Graph adds 1 to ${membersPerCall} members in a call`);
  }
  const path = graphPath`/groups/${groupId}`;
  const values = { id: groupId, name: groupId, why: 'rights' };
  const heard = await client.send({
    method: 'PATCH',
    path,
    body: {
      'members@odata.bind': objectIds.map(
        (id) => `${client.root}${graphPath`/directoryObjects/${id}`}`,
      ),
    },
  });
  const answer = sortAnswer(heard, { kind: 'add members', values }, () => undefined);
  return checkTarget(client, answer, { id: groupId, path, values });
}
