import { readGuid } from '../../guests/text/guid.ts';
import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { sendAccountChange } from './send-account-change.ts';
import type { Taken } from './taken.ts';

/**
 * Moves an account among the deleted, where it can be restored for 30 days. After `lost` look first (`readAccount`): an
 * account that is there may have been restored by somebody since, and must not be deleted again.
 */
export async function removeAccount(client: GraphClient, objectId: string): Promise<Taken> {
  const id = readGuid(objectId);
  if (id === undefined) throw new RangeError('An account is removed by its directory id');
  return await sendAccountChange(client, id, {
    kind: 'remove account',
    permission: 'User.DeleteRestore.All',
    call: { method: 'DELETE', path: graphPath`/users/${id}` },
  });
}
