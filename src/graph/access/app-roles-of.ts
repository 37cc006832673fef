import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { nextPath } from '../client/graph-links.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

const pageBody = v.object({
  value: v.array(v.object({ resourceId: directoryId, appRoleId: directoryId })),
  '@odata.nextLink': v.optional(v.string()),
});

/**
 * Reads a person's roles, direct or through a group, as `<service principal> <role>` in lower case. Throws
 * GraphUnavailable where Graph does not show the person.
 */
export async function appRolesOf(
  client: GraphClient,
  objectId: string,
): Promise<ReadonlySet<string>> {
  const roles = new Set<string>();
  let call: Parameters<typeof readGraph>[1] | undefined = {
    path: graphPath`/users/${objectId}/appRoleAssignments`,
    query: { $select: 'resourceId,appRoleId', $top: '999' },
  };
  while (call !== undefined) {
    const page: v.InferOutput<typeof pageBody> | undefined = await readGraph(
      client,
      call,
      pageBody,
    );
    // Half a list would make existing roles look missing.
    if (page === undefined) throw new GraphUnavailable(60);
    for (const { resourceId, appRoleId } of page.value) {
      roles.add(`${resourceId} ${appRoleId}`);
    }
    const next: string | undefined = page['@odata.nextLink'];
    call = next === undefined ? undefined : nextPath(client, next);
    if (next !== undefined && call === undefined) throw new GraphUnavailable(60);
  }
  return roles;
}
