import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { nextPath } from '../client/graph-links.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

/** The ids of people who have a role of an application, and of groups whose members have it. */
export type RoleHolders = { people: string[]; groups: string[] };

const pageBody = v.object({
  value: v.array(
    v.object({
      appRoleId: directoryId,
      principalId: directoryId,
      principalType: v.nullish(v.string(), ''),
    }),
  ),
  '@odata.nextLink': v.optional(v.string()),
});
type Page = v.InferOutput<typeof pageBody>;

/**
 * Reads all holders of an application's roles, by role; all ids in lower case. Empty when the application does not
 * exist.
 */
export async function roleHolders(
  client: GraphClient,
  servicePrincipalId: string,
): Promise<Map<string, RoleHolders>> {
  const holders = new Map<string, RoleHolders>();
  const first: Parameters<typeof readGraph>[1] = {
    path: graphPath`/servicePrincipals/${servicePrincipalId}/appRoleAssignedTo`,
    query: { $select: 'appRoleId,principalId,principalType', $top: '999' },
  };
  let call: typeof first | undefined = first;
  while (call !== undefined) {
    const page: Page | undefined = await readGraph(client, call, pageBody);
    if (page === undefined && call === first) break;
    // Half a list would make existing roles look missing.
    if (page === undefined) throw new GraphUnavailable(60);
    for (const assignment of page.value) note(holders, assignment);
    call = nextPath(client, page['@odata.nextLink']);
  }
  return holders;
}

function note(
  holders: Map<string, RoleHolders>,
  { appRoleId, principalId, principalType }: Page['value'][number],
): void {
  const of = holders.get(appRoleId) ?? { people: [], groups: [] };
  holders.set(appRoleId, of);
  if (principalType === 'User') of.people.push(principalId);
  if (principalType === 'Group') of.groups.push(principalId);
}
