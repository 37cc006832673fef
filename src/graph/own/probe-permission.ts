import type { GraphCall, GraphClient } from '../client/client.ts';

/** Permissions to read that one small call tries out, and the call. None changes anything. */
const probes = {
  'User.Read.All': { path: '/users', query: { $select: 'id,userType', $top: '1' } },
  'Organization.Read.All': { path: '/organization', query: { $select: 'id' } },
  'GroupMember.Read.All': { path: '/groups', query: { $select: 'id', $top: '1' } },
  'Application.Read.All': { path: '/servicePrincipals', query: { $select: 'id', $top: '1' } },
  'LicenseAssignment.Read.All': { path: '/subscribedSkus', query: { $select: 'skuId' } },
  'GroupSettings.Read.All': { path: '/groupSettings' },
  'Policy.Read.All': {
    path: '/policies/authorizationPolicy',
    query: { $select: 'allowInvitesFrom' },
  },
  'AuditLog.Read.All': { path: '/users', query: { $select: 'id,signInActivity', $top: '1' } },
} as const satisfies Record<string, Omit<GraphCall, 'method'>>;

export type ProbedPermission = keyof typeof probes;

/** `premium missing`: the permission is there, and the tenant lacks Entra ID P1. `unknown`: Graph did not say. */
export type Probed = 'allowed' | 'refused' | 'premium missing' | 'unknown';

/** Tries whether Graph allows what this permission is for. */
export async function probePermission(
  client: GraphClient,
  permission: ProbedPermission,
): Promise<Probed> {
  const read = client.read ?? client.send;
  const heard = await read({ method: 'GET', ...probes[permission] });
  if (heard.kind !== 'answered') return 'unknown';
  if (heard.status === 200) return 'allowed';
  if (heard.status !== 403) return 'unknown';
  return /NonPremium|premium/i.test(JSON.stringify(heard.body ?? ''))
    ? 'premium missing'
    : 'refused';
}
