import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { graphPath, odataText } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';

export type Application = {
  servicePrincipalId: string;
  appId: string;
  name: string;
  /** The address of its home page, as the tenant has it: nobody checked it. */
  homepage?: string;
  /** The roles that people can get. None: the application declares no roles and takes the default one. */
  roles: readonly { id: string; name: string }[];
};

const applicationFields = {
  id: directoryId,
  appId: directoryId,
  displayName: v.nullish(v.string(), ''),
  homepage: v.nullish(v.string(), ''),
  appRoles: v.nullish(
    v.array(
      v.object({
        id: directoryId,
        displayName: v.nullish(v.string(), ''),
        isEnabled: v.nullish(v.boolean(), true),
        allowedMemberTypes: v.nullish(v.array(v.string()), []),
      }),
    ),
    [],
  ),
};
const applicationBody = v.object(applicationFields);
const applicationsBody = v.object({ value: v.array(applicationBody) });
const query = { $select: Object.keys(applicationFields).join(',') };

/** Reads one application of the tenant by its service principal or its appId. Undefined when there is none. */
export async function readApplication(
  client: GraphClient,
  by: { servicePrincipalId: string } | { appId: string },
): Promise<Application | undefined> {
  if ('servicePrincipalId' in by) {
    const path = graphPath`/servicePrincipals/${by.servicePrincipalId}`;
    const body = await readGraph(client, { path, query }, applicationBody);
    return body && toApplication(body);
  }
  const call = {
    path: '/servicePrincipals',
    query: { ...query, $filter: `appId eq ${odataText(by.appId)}` },
  };
  const [body] = (await readGraph(client, call, applicationsBody))?.value ?? [];
  return body && toApplication(body);
}

function toApplication(body: v.InferOutput<typeof applicationBody>): Application {
  return {
    servicePrincipalId: body.id,
    appId: body.appId,
    name: body.displayName || body.appId,
    ...(body.homepage && { homepage: body.homepage }),
    roles: body.appRoles
      .filter((role) => role.isEnabled && role.allowedMemberTypes.includes('User'))
      .map((role) => ({ id: role.id, name: role.displayName })),
  };
}
