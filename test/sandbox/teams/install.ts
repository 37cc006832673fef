import type { PersonKey } from '../seed.ts';
import { type Presence, personalInstall, teamInstall } from './compose.ts';
import { deliverWell } from './deliver.ts';
import type { ChannelKey } from './ids.ts';
import type { Json } from './json.ts';
import type { World } from './world.ts';

/** Installs the app for a person or removes it, then sends the bot Teams' activities about it. */
export async function setPersonal(world: World, person: PersonKey, presence: Presence) {
  if (presence === 'add') {
    world.installedFor.add(person);
    world.removedBy.delete(person);
  } else {
    world.installedFor.delete(person);
    world.removedBy.add(person);
  }
  world.changed();
  await tell(world, personalInstall(world, person, presence));
}

export async function setTeam(
  world: World,
  installed: { channel: ChannelKey; by: PersonKey },
  presence: Presence,
) {
  if (presence === 'add') world.installedIn.add(installed.channel);
  else world.installedIn.delete(installed.channel);
  world.changed();
  await tell(world, teamInstall(world, installed, presence));
}

async function tell(world: World, activities: readonly Json[]) {
  for (const activity of activities) await deliverWell(world, activity, String(activity.type));
}

/** Installs the app for a person who opens a chat with it, as Teams does. */
export async function ensureInstalled(world: World, person: PersonKey) {
  if (!world.installedFor.has(person)) await setPersonal(world, person, 'add');
}
