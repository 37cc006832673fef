import { defaultAppRoleId } from '../access/give-role.ts';
import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { sortRemoval } from '../client/sort-answer.ts';
import { checkSafely, readFirst } from './check-safely.ts';
import { type Check, nameOutcome, type Taken } from './removal-outcome.ts';
import { type RoleAssignment, readRoleAssignments } from './role-assignments.ts';

export type RoleToTake = {
  objectId: string;
  servicePrincipalId: string;
  /** Absent: the default role. */
  appRoleId?: string | undefined;
  /**
   * The assignment that `readHolding` read a moment ago. If somebody gave the role anew since, that gift has another id
   * and stays.
   */
  assignmentId?: string | undefined;
};

/**
 * Takes one role of one application from one person, if the person has it directly. A role through a group stays, and
 * counts as gone here. One write, and one read before it where the caller knows no assignment.
 */
export async function takeRole(client: GraphClient, role: RoleToTake): Promise<Taken> {
  if (role.assignmentId !== undefined) return await take(client, role, role.assignmentId);
  const first = await readFirst(() => findDirect(client, role), valuesOf(role));
  if ('not' in first) return first.not;
  if (first.read === undefined) return { kind: 'gone', what: 'account' };
  const [assignment] = first.read;
  if (assignment === undefined) return { kind: 'gone', what: 'grant' };
  return await take(client, role, assignment.id);
}

async function take(client: GraphClient, role: RoleToTake, assignmentId: string): Promise<Taken> {
  const heard = await client.send({
    method: 'DELETE',
    path: graphPath`/servicePrincipals/${role.servicePrincipalId}/appRoleAssignedTo/${assignmentId}`,
  });
  const answer = sortRemoval(heard, { kind: 'take role', values: valuesOf(role) });
  return nameOutcome(answer, () => checkSafely(() => checkRole(client, role)));
}

const valuesOf = ({ servicePrincipalId: id }: RoleToTake) => ({
  ...{ id, name: id, kind: 'app' },
  permission: 'AppRoleAssignment.ReadWrite.All',
});

async function findDirect(
  client: GraphClient,
  role: RoleToTake,
): Promise<RoleAssignment[] | undefined> {
  const roleId = (role.appRoleId ?? defaultAppRoleId).toLowerCase();
  const resource = role.servicePrincipalId.toLowerCase();
  const all = await readRoleAssignments(client, role.objectId, role.servicePrincipalId);
  return all?.filter(
    ({ servicePrincipalId, appRoleId, how }) =>
      servicePrincipalId === resource && appRoleId === roleId && how === 'direct',
  );
}

async function checkRole(client: GraphClient, role: RoleToTake): Promise<Check> {
  const found = await findDirect(client, role);
  if (found === undefined) return { gone: 'account' };
  return found.length > 0 ? 'still there' : { gone: 'grant' };
}
