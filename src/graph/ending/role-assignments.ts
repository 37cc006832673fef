import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { GraphUnavailable } from '../client/graph-faults.ts';
import { nextPath } from '../client/graph-links.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

/** One role that the person has. Ids are in lower case. */
export type RoleAssignment = {
  /** As Graph spells it: the call that takes the role needs it so. */
  id: string;
  servicePrincipalId: string;
  appRoleId: string;
  how: 'direct' | 'by group';
  /** When somebody gave it; absent when Graph does not say. */
  since?: Date;
};

const pageBody = v.object({
  value: v.array(
    v.object({
      id: v.string(),
      principalId: directoryId,
      resourceId: directoryId,
      appRoleId: directoryId,
      createdDateTime: v.nullish(v.string(), null),
    }),
  ),
  '@odata.nextLink': v.optional(v.string()),
});
type Page = v.InferOutput<typeof pageBody>;

/** Reads all roles of one person, or those in one application. Undefined: Graph does not show the person (yet). */
export async function readRoleAssignments(
  client: GraphClient,
  objectId: string,
  servicePrincipalId?: string,
): Promise<RoleAssignment[] | undefined> {
  const first: Parameters<typeof readGraph>[1] = {
    path: graphPath`/users/${objectId}/appRoleAssignments`,
    query: {
      // The id is a Guid to Graph, not a text: https://learn.microsoft.com/graph/api/user-list-approleassignments
      ...(servicePrincipalId === undefined
        ? {}
        : { $filter: `resourceId eq ${servicePrincipalId}` }),
      $select: 'id,principalId,resourceId,appRoleId,createdDateTime',
      $top: '999',
    },
  };
  const found: RoleAssignment[] = [];
  let call: typeof first | undefined = first;
  while (call !== undefined) {
    const page: Page | undefined = await readGraph(client, call, pageBody);
    if (page === undefined && call === first) return undefined;
    // Half a list would make existing roles look missing.
    if (page === undefined) throw new GraphUnavailable(60);
    found.push(...page.value.map((one) => toAssignment(one, objectId)));
    call = nextPath(client, page['@odata.nextLink']);
  }
  return found;
}

function toAssignment(one: Page['value'][number], objectId: string): RoleAssignment {
  const since = new Date(one.createdDateTime ?? Number.NaN);
  return {
    id: one.id,
    servicePrincipalId: one.resourceId,
    appRoleId: one.appRoleId,
    how: one.principalId === objectId.toLowerCase() ? 'direct' : 'by group',
    ...(Number.isNaN(since.getTime()) ? {} : { since }),
  };
}
