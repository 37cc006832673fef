import type { Group, User } from './directory.ts';
import type { World } from './world.ts';
import { nowOf } from './world.ts';

/** Puts somebody into a group, with the licences that it carries. */
export function enter(group: Group, user: User, at: number): void {
  group.members.set(user.id, at);
  group.left.delete(user.id);
  const carried = group.skuIds.map((skuId) => ({ skuId, groupId: group.id }));
  user.groupSkus = [...user.groupSkus.filter(({ groupId }) => groupId !== group.id), ...carried];
}

/** Takes a member out, with everything that came through the group. */
export function leave(world: World, group: Group, id: string): void {
  group.members.delete(id);
  const user = world.directory.users.get(id);
  if (user) user.groupSkus = user.groupSkus.filter(({ groupId }) => groupId !== group.id);
}

/** Reads do not show a membership that is younger than the lag. */
export const settledSince = (world: World): number => nowOf(world) - world.knobs.lagMs.memberships;

/** Reads still show memberships that a call removed after this time. */
export const removedSince = (world: World): number => nowOf(world) - world.knobs.lagMs.removals;

/** Members in reads, all or those among the given: without fresh ones, and for a while with removed ones. */
export function shownMembers(
  world: World,
  group: Group,
  among: Iterable<string> = [...group.members.keys(), ...group.left.keys()],
): string[] {
  return [...new Set(among)].filter((id) => isShown(world, group, id));
}

function isShown(world: World, group: Group, id: string): boolean {
  const joined = group.members.get(id);
  if (joined !== undefined) return joined <= settledSince(world);
  const left = group.left.get(id);
  return left !== undefined && left > removedSince(world);
}

/** Every group that reads show a user or group in, through other groups too. */
export function groupsOf(world: World, memberId: string): Group[] {
  const found = new Map<string, Group>();
  const look = (id: string): void => {
    for (const group of world.directory.groups.values()) {
      if (found.has(group.id) || !isShown(world, group, id)) continue;
      found.set(group.id, group);
      look(group.id);
    }
  };
  look(memberId);
  return [...found.values()];
}
