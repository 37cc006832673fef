import type { User } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { denied } from './graph-call.ts';
import { smallRules } from './list-rules.ts';
import { groupsOf } from './membership-lags.ts';
import { listReply } from './odata-list.ts';
import { liveUser } from './users.ts';
import type { World } from './world.ts';

const role = {
  '@odata.type': '#microsoft.graph.directoryRole',
  id: 'd1000000-0000-4000-8000-000000000001',
  deletedDateTime: null,
  displayName: 'Helpdesk Administrator',
  description: 'Can reset passwords for non-administrators and Helpdesk Administrators.',
  roleTemplateId: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
};

/** True when the person has a directory role, of their own or through a role-assignable group. */
export const holdsDirectoryRole = (world: World, user: User): boolean =>
  user.holdsRole || groupsOf(world, user.id).some((group) => group.roleAssignable);

/** Refuses an application's change to people with a directory role. */
export function refuseForRoleHolders(world: World, user: User): void {
  if (holdsDirectoryRole(world, user)) throw denied();
}

export function listDirectoryRoles(world: World, call: Call): Reply {
  const user = liveUser(world, call.segments[1] ?? '', 'memberships');
  // Microsoft promises limited information only for collections of all types. A caller that asks for roles alone needs
  // the permission for roles.
  if (world.knobs.missingConsent.includes('RoleManagement.Read.Directory')) throw denied();
  const items = holdsDirectoryRole(world, user) ? [{ seq: 1, json: role }] : [];
  return listReply(world, call, items, smallRules);
}
