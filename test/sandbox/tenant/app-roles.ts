import { randomUUID } from 'node:crypto';
import type { RoleAssignment, ServicePrincipal } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, notFound, textIn } from './graph-call.ts';
import { assignmentRules, servicePrincipalRules } from './list-rules.ts';
import { grantPermission } from './made-applications.ts';
import { removedSince } from './membership-lags.ts';
import type { Item } from './odata-list.ts';
import { listReply, selected } from './odata-list.ts';
import { graphPrincipal, ownPrincipals } from './own-application.ts';
import { assignmentJson, servicePrincipalJson } from './render-objects.ts';
import { liveUser } from './users.ts';
import type { World } from './world.ts';
import { arrived, happened, nowOf } from './world.ts';

const defaultRole = '00000000-0000-0000-0000-000000000000';

function principalOf(world: World, call: Call): ServicePrincipal {
  const id = call.segments[1] ?? '';
  const principal = world.directory.servicePrincipals.get(id.toLowerCase());
  if (!principal) throw notFound(id);
  return principal;
}

export function listServicePrincipals(world: World, call: Call): Reply {
  const items = [...world.directory.servicePrincipals.values()].map((principal) => ({
    seq: principal.seq,
    json: servicePrincipalJson(principal),
  }));
  return listReply(world, call, [...items, ...ownPrincipals(world)], servicePrincipalRules);
}

export function getServicePrincipal(world: World, call: Call): Reply {
  const json = servicePrincipalJson(principalOf(world, call));
  return { status: 200, body: selected(json, call.query.get('$select')) };
}

export function listAssignedTo(world: World, call: Call): Reply {
  const principal = principalOf(world, call);
  const items = assignmentItems(world, (assignment) => assignment.resourceId === principal.id);
  return listReply(world, call, items, assignmentRules);
}

/** The user's own roles, and roles of groups in which the user is a direct member. */
export function listRolesOfUser(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'reads');
  const items = assignmentItems(
    world,
    ({ principalId }) =>
      principalId === user.id ||
      world.directory.groups.get(principalId)?.members.has(user.id) === true,
  );
  return listReply(world, call, items, assignmentRules);
}

/** Leaves out the roles of deleted people. A restored person has them again. */
function assignmentItems(world: World, wanted: (a: RoleAssignment) => boolean): Item[] {
  const { directory } = world;
  const until = removedSince(world);
  const taken = directory.takenAssignments.filter(({ at }) => at > until);
  return [...directory.assignments.values(), ...taken.map(({ assignment }) => assignment)]
    .filter((a) => wanted(a) && !directory.deleted.has(a.principalId))
    .map((a) => ({ seq: a.seq, json: assignmentJson(directory, a) }));
}

export function assignRole(world: World, call: Call): Reply {
  if (call.segments[1] === graphPrincipal) return grantPermission(world, call);
  const principal = principalOf(world, call);
  const userId = textIn(call.body, 'principalId')?.toLowerCase() ?? '';
  const roleId = textIn(call.body, 'appRoleId') ?? '';
  if (textIn(call.body, 'resourceId') !== principal.id) {
    throw badRequest('The resourceId must be that of the service principal in the address.');
  }
  const user = world.directory.users.get(userId);
  if (!user || user.deletedAt !== null || !arrived(world, user, 'appRoles')) {
    throw badRequest('Not a valid reference update.');
  }
  const roles = principal.roles.length > 0 ? principal.roles.map((role) => role.id) : [defaultRole];
  if (!roles.includes(roleId)) {
    throw badRequest(
      `Permission being assigned was not found on application '${principal.appId}'.`,
    );
  }
  if (isAssigned(world, { userId, roleId, resourceId: principal.id })) {
    throw badRequest('Permission being assigned already exists on the object');
  }
  const given = { principalId: userId, resourceId: principal.id, appRoleId: roleId };
  const assignment = addAssignment(world, given);
  happened(world);
  return { status: 201, body: assignmentJson(world.directory, assignment) };
}

/** Assigns a role to a person or a group, without a check of what they have. */
export function addAssignment(
  world: World,
  given: Pick<RoleAssignment, 'principalId' | 'resourceId' | 'appRoleId'>,
): RoleAssignment {
  const own = { id: randomUUID(), seq: world.directory.nextSeq++, createdAt: nowOf(world) };
  const assignment = { ...own, ...given };
  world.directory.assignments.set(assignment.id, assignment);
  return assignment;
}

type Wanted = { userId: string; resourceId: string; roleId: string };
const isAssigned = (world: World, { userId, resourceId, roleId }: Wanted): boolean =>
  [...world.directory.assignments.values()].some(
    (a) => a.principalId === userId && a.resourceId === resourceId && a.appRoleId === roleId,
  );

export function removeRole(world: World, call: Call): Reply {
  const principal = principalOf(world, call);
  const id = call.segments[3] ?? '';
  const assignment = world.directory.assignments.get(id);
  if (assignment?.resourceId !== principal.id) throw notFound(id);
  world.directory.assignments.delete(id);
  world.directory.takenAssignments.push({ assignment, at: nowOf(world) });
  happened(world);
  return { status: 204 };
}
