import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { type Answer, sortAnswer } from '../client/sort-answer.ts';
import { checkTarget } from './target-gone.ts';

/** Graph's id for the role of an application that declares none. */
export const defaultAppRoleId = '00000000-0000-0000-0000-000000000000';

/**
 * Assigns one person one role of one application. `done` has Graph's id of this assignment, if Graph named it.
 * `already`: the person had it.
 */
export async function giveRole(
  client: GraphClient,
  role: { objectId: string; servicePrincipalId: string; appRoleId?: string | undefined },
): Promise<Answer<string | undefined>> {
  const path = graphPath`/servicePrincipals/${role.servicePrincipalId}`;
  const values = { id: role.servicePrincipalId, name: role.servicePrincipalId };
  const heard = await client.send({
    method: 'POST',
    path: `${path}/appRoleAssignedTo`,
    body: {
      principalId: role.objectId,
      resourceId: role.servicePrincipalId,
      appRoleId: role.appRoleId ?? defaultAppRoleId,
    },
  });
  const answer = sortAnswer(heard, { kind: 'give role', values }, idOf);
  return checkTarget(client, answer, { id: role.servicePrincipalId, path, values });
}

const idOf = (body: unknown): string | undefined => {
  const read = v.safeParse(assignmentBody, body);
  return read.success ? read.output.id : undefined;
};
const assignmentBody = v.object({ id: v.string() });
