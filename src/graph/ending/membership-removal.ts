import { readGuid } from '../../guests/text/guid.ts';
import type { GraphCall } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';

/**
 * The only place that writes the removal of a member. Without `/$ref` at its end the same call deletes the account, and
 * without an id it means something else again. So it throws RangeError for any value that is no directory id.
 * https://learn.microsoft.com/graph/api/group-delete-members
 */
export function membershipRemoval(
  groupId: string,
  objectId: string,
): GraphCall & { method: 'DELETE' } {
  const [group, member] = [readGuid(groupId), readGuid(objectId)];
  if (group === undefined || member === undefined) {
    throw new RangeError('A member is removed by the id of the group and the id of the member');
  }
  return { method: 'DELETE', path: `${graphPath`/groups/${group}/members/${member}`}/$ref` };
}
