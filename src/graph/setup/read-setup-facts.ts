import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

/** Graph's own application, the same in every tenant. */
const graphAppId = '00000003-0000-0000-c000-000000000000';

const graphBody = v.object({
  value: v.pipe(
    v.array(
      v.object({
        id: v.string(),
        appRoles: v.array(v.object({ id: v.string(), value: v.nullish(v.string(), '') })),
      }),
    ),
    v.minLength(1),
  ),
});
const personBody = v.object({
  id: v.string(),
  userPrincipalName: v.string(),
  userType: v.nullish(v.string(), 'Member'),
});

/** Graph in this tenant: its service principal, and the ids of its application permissions by name. */
export type GraphInTenant = { principalId: string; roles: ReadonlyMap<string, string> };

/** Reads Graph's service principal. Undefined: the signed-in administrator may not. */
export async function readGraphInTenant(client: GraphClient): Promise<GraphInTenant | undefined> {
  const query = { $filter: `appId eq '${graphAppId}'`, $select: 'id,appId,appRoles' };
  const answer = await tryRead(client, { path: '/servicePrincipals', query }, graphBody);
  const graph = answer.kind === 'read' ? answer.value.value[0] : undefined;
  if (graph === undefined) return undefined;
  const { id: principalId, appRoles } = graph;
  return { principalId, roles: new Map(appRoles.map(({ id, value }) => [value ?? '', id])) };
}

export type MemberFound = { id: string; name: string };

/**
 * Finds a member by sign-in name or object id. Undefined: nobody of that name, a guest, or somebody whom Graph does not
 * let the administrator read.
 */
export async function findMember(
  client: GraphClient,
  name: string,
): Promise<MemberFound | undefined> {
  const query = { $select: 'id,userPrincipalName,userType' };
  const answer = await tryRead(client, { path: graphPath`/users/${name}`, query }, personBody);
  if (answer.kind !== 'read' || answer.value.userType === 'Guest') return undefined;
  return { id: answer.value.id, name: answer.value.userPrincipalName };
}
