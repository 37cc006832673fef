import { logDeed } from './audit-log.ts';
import type { User } from './directory.ts';
import { refuseForRoleHolders } from './directory-roles.ts';
import type { Call, Reply } from './graph-call.ts';
import { notFound } from './graph-call.ts';
import { userRules } from './list-rules.ts';
import { leave } from './membership-lags.ts';
import { listReply, selected } from './odata-list.ts';
import { userItem, userJson } from './render-objects.ts';
import { touchUser } from './touch-user.ts';
import { isFading } from './users.ts';
import type { World } from './world.ts';
import { happened, nowOf } from './world.ts';

function deletedUser(world: World, call: Call): User {
  const id = call.segments[2] ?? '';
  const user = world.directory.users.get(id.toLowerCase());
  if (!user || user.deletedAt === null || isFading(world, user)) throw notFound(id);
  return user;
}

export function listDeletedUsers(world: World, call: Call): Reply {
  const deleted = [...world.directory.deleted]
    .flatMap((id) => world.directory.users.get(id) ?? [])
    .filter((user) => !isFading(world, user));
  const defaults = [...(userRules.defaults ?? []), 'deletedDateTime'];
  return listReply(world, call, deleted.map(userItem), { ...userRules, defaults });
}

export function getDeletedUser(world: World, call: Call): Reply {
  const user = deletedUser(world, call);
  return { status: 200, body: selected(userJson(user), call.query.get('$select')) };
}

export function restoreUser(world: World, call: Call): Reply {
  const user = deletedUser(world, call);
  refuseForRoleHolders(world, user);
  user.deletedAt = null;
  user.fading = false;
  logDeed(world, { activity: 'Restore user', by: null, userId: user.id });
  touchUser(world, user, ['deletedDateTime']);
  happened(world);
  return { status: 200, body: selected(userJson(user), null, userRules.defaults) };
}

export function purgeUser(world: World, call: Call): Reply {
  purge(world, deletedUser(world, call));
  return { status: 204 };
}

function purge(world: World, user: User): void {
  world.directory.users.delete(user.id);
  for (const group of world.directory.groups.values()) leave(world, group, user.id);
  for (const [id, assignment] of world.directory.assignments) {
    if (assignment.principalId === user.id) world.directory.assignments.delete(id);
  }
  touchUser(world, user, ['deletedDateTime'], 'deleted');
  happened(world);
}

/** Removes an account for good 30 days after its deletion. */
export function purgeLapsed(world: World): void {
  const since = nowOf(world) - 30 * 24 * 3600 * 1000;
  for (const id of world.directory.deleted) {
    const user = world.directory.users.get(id);
    if (user?.deletedAt != null && user.deletedAt <= since) purge(world, user);
  }
}
