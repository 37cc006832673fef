import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath, odataText } from '../client/graph-path.ts';
import { tryRead } from '../client/read-graph.ts';

/** Graph's own application, the same in every tenant. */
const graphAppId = '00000003-0000-0000-c000-000000000000';

/** The bot's application in this tenant. */
export type OwnApplication = {
  enabled: boolean;
  /** The names of Graph's application permissions that it was granted. Others, of other applications, do not count. */
  granted: readonly string[];
};

const principalsBody = v.object({
  value: v.array(
    v.object({
      id: directoryId,
      accountEnabled: v.nullish(v.boolean(), true),
      appRoles: v.nullish(
        v.array(v.object({ id: directoryId, value: v.nullish(v.string(), '') })),
        [],
      ),
    }),
  ),
});
const assignmentsBody = v.object({
  value: v.array(v.object({ resourceId: directoryId, appRoleId: directoryId })),
});

/**
 * Reads the grants of the application, by its assignments. Undefined: the tenant has no such application. `not
 * readable`: the permission Application.Read.All is missing.
 */
export async function readOwnApplication(
  client: GraphClient,
  appId: string,
): Promise<OwnApplication | 'not readable' | undefined> {
  const [own, graph] = await Promise.all([
    principalOf(client, appId, 'id,appId,accountEnabled'),
    principalOf(client, graphAppId, 'id,appId,appRoles'),
  ]);
  if (own === 'not readable' || graph === 'not readable') return 'not readable';
  if (own === undefined) return undefined;
  const path = graphPath`/servicePrincipals/${own.id}/appRoleAssignments`;
  const query = { $select: 'resourceId,appRoleId', $top: '999' };
  const assigned = await tryRead(client, { path, query }, assignmentsBody);
  if (assigned.kind !== 'read') return 'not readable';
  const names = new Map(graph?.appRoles?.map(({ id, value }) => [id, value ?? '']));
  const granted = assigned.value.value
    .filter(({ resourceId }) => resourceId === graph?.id)
    .flatMap(({ appRoleId }) => names.get(appRoleId) ?? []);
  return { enabled: own.accountEnabled ?? true, granted: [...new Set(granted)].sort() };
}

async function principalOf(client: GraphClient, appId: string, $select: string) {
  const query = { $select, $filter: `appId eq ${odataText(appId)}` };
  const answer = await tryRead(client, { path: '/servicePrincipals', query }, principalsBody);
  if (answer.kind !== 'read') return 'not readable' as const;
  return answer.value.value[0];
}
