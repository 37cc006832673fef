import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { sendAccountChange } from './send-account-change.ts';
import type { Taken } from './taken.ts';

/**
 * Blocks the account from signing in, then ends its sessions: two writes, which may be asked again whatever they came
 * to. `taken` also where the account was blocked before. Where the permission for sessions is missing the account is
 * blocked all the same, and what is open stays so for about an hour.
 */
export async function blockAccount(client: GraphClient, objectId: string): Promise<Taken> {
  const blocked = await setEnabled(client, objectId, { accountEnabled: false });
  if (blocked.kind !== 'taken') return blocked;
  const revoked = await sendAccountChange(client, objectId, {
    kind: 'block account',
    permission: 'User.RevokeSessions.All',
    call: { method: 'POST', path: graphPath`/users/${objectId}/revokeSignInSessions` },
  });
  return revoked.kind === 'refused' ? blocked : revoked;
}

/** Lets the account sign in again. `taken` also where nobody had blocked it. */
export const unblockAccount = (client: GraphClient, objectId: string): Promise<Taken> =>
  setEnabled(client, objectId, { accountEnabled: true });

const setEnabled = (client: GraphClient, objectId: string, body: { accountEnabled: boolean }) =>
  sendAccountChange(client, objectId, {
    kind: 'block account',
    permission: 'User.EnableDisableAccount.All',
    call: { method: 'PATCH', path: graphPath`/users/${objectId}`, body },
  });
