import { readGuid } from '../../guests/text/guid.ts';
import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import type { Taken } from './removal-outcome.ts';
import { sendAccountChange } from './send-account-change.ts';

/**
 * Deletes an account; an operator can restore it for 30 days. After `lost`, read the account first (`readAccount`):
 * somebody may have restored it since, and the bot must not delete it again. Throws RangeError for anything but a
 * directory id.
 */
export async function removeAccount(client: GraphClient, objectId: string): Promise<Taken> {
  const id = readGuid(objectId);
  if (id === undefined) throw new RangeError('The removal of an account needs its directory id');
  return await sendAccountChange(client, id, {
    kind: 'remove account',
    permission: 'User.DeleteRestore.All',
    call: { method: 'DELETE', path: graphPath`/users/${id}` },
  });
}
