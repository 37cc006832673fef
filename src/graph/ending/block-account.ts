import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import type { Taken } from './removal-outcome.ts';
import { sendAccountChange } from './send-account-change.ts';

/**
 * Blocks the account from signing in, then ends its sessions. Two writes; the caller may repeat them after any
 * outcome. `taken` also when the account was blocked before. Where Graph refuses to end the sessions, the account is
 * blocked all the same and `lacking` says so: open sessions last for about an hour.
 */
export async function blockAccount(client: GraphClient, objectId: string): Promise<Taken> {
  const blocked = await setEnabled(client, objectId, { accountEnabled: false });
  if (blocked.kind !== 'taken') return blocked;
  const revoked = await sendAccountChange(client, objectId, {
    kind: 'block account',
    permission: sessionsPermission,
    call: { method: 'POST', path: graphPath`/users/${objectId}/revokeSignInSessions` },
  });
  if (revoked.kind !== 'refused') return revoked;
  const isMissing = revoked.reason.code === 'permission missing';
  const permission = isMissing ? sessionsPermission : 'none';
  return { ...blocked, lacking: { code: 'sessions not ended', values: { permission } } };
}

const sessionsPermission = 'User.RevokeSessions.All';

/** Lets the account sign in again. `taken` also when nobody had blocked it. */
export const unblockAccount = (client: GraphClient, objectId: string): Promise<Taken> =>
  setEnabled(client, objectId, { accountEnabled: true });

const setEnabled = (client: GraphClient, objectId: string, body: { accountEnabled: boolean }) =>
  sendAccountChange(client, objectId, {
    kind: 'block account',
    permission: 'User.EnableDisableAccount.All',
    call: { method: 'PATCH', path: graphPath`/users/${objectId}`, body },
  });
