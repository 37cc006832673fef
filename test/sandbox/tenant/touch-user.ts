import type { Change, User } from './directory.ts';
import { indexAddresses } from './directory.ts';
import { notifySubscribers } from './notify.ts';
import type { World } from './world.ts';
import { nowOf } from './world.ts';

/** Records one write to a user: delta shows it, and Graph notifies subscribers, several times as the real one does. */
export function touchUser(
  world: World,
  user: User,
  properties: readonly string[],
  kind: Change['kind'] = 'updated',
): void {
  const change: Change = { userId: user.id, properties, at: nowOf(world), kind };
  world.directory.changes.push(change);
  if (user.deletedAt === null || kind === 'deleted') world.directory.deleted.delete(user.id);
  else world.directory.deleted.add(user.id);
  indexAddresses(world.directory, user);
  notifySubscribers(world, change);
}
