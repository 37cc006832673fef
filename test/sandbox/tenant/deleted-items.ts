import type { User } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { notFound } from './graph-call.ts';
import { listReply, selected, userRules } from './odata-list.ts';
import { userItem, userJson } from './render-objects.ts';
import { touchUser } from './touch-user.ts';
import type { World } from './world.ts';
import { happened } from './world.ts';

function deletedUser(world: World, call: Call): User {
  const id = call.segments[2] ?? '';
  const user = world.directory.users.get(id.toLowerCase());
  if (!user || user.deletedAt === null) throw notFound(id);
  return user;
}

export function listDeletedUsers(world: World, call: Call): Reply {
  const deleted = [...world.directory.users.values()].filter((user) => user.deletedAt !== null);
  const defaults = [...(userRules.defaults ?? []), 'deletedDateTime'];
  return listReply(world, call, deleted.map(userItem), { ...userRules, defaults });
}

export function getDeletedUser(world: World, call: Call): Reply {
  const user = deletedUser(world, call);
  return { status: 200, body: selected(userJson(user), call.query.get('$select')) };
}

export function restoreUser(world: World, call: Call): Reply {
  const user = deletedUser(world, call);
  user.deletedAt = null;
  touchUser(world, user, ['deletedDateTime']);
  happened(world);
  return { status: 200, body: selected(userJson(user), null, userRules.defaults) };
}

export function purgeUser(world: World, call: Call): Reply {
  const user = deletedUser(world, call);
  world.directory.users.delete(user.id);
  for (const group of world.directory.groups.values()) group.members.delete(user.id);
  for (const [id, assignment] of world.directory.assignments) {
    if (assignment.principalId === user.id) world.directory.assignments.delete(id);
  }
  touchUser(world, user, ['deletedDateTime'], 'deleted');
  happened(world);
  return { status: 204 };
}
