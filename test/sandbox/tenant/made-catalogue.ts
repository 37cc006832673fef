import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, GraphRefusal, notFound, textIn } from './graph-call.ts';
import { listReply } from './odata-list.ts';
import type { World } from './world.ts';
import { happened, isSeen, nowOf } from './world.ts';

const rules = {
  resource: 'TeamsApp',
  filterable: { id: ['eq'], externalId: ['eq'], distributionMethod: ['eq'] },
};

export function listApps(world: World, call: Call): Reply {
  const items = [...world.made.apps.values()]
    .filter((app) => isSeen(world, app))
    .map(({ seq, createdAt: _, ...app }) => ({
      seq,
      json: { ...app, distributionMethod: 'organization' },
    }));
  return listReply(world, call, items, rules);
}

/** Reads the id from the manifest in the package, as Teams does. */
export function publishApp(world: World, call: Call): Reply {
  const manifest = manifestIn(textIn(call.body, 'zip') ?? '');
  const externalId = textIn(manifest, 'id');
  if (externalId === undefined) throw badRequest('App package does not contain a manifest.');
  const { apps } = world.made;
  if ([...apps.values()].some((app) => app.externalId === externalId)) {
    throw conflict('App with same id already exists in the tenant.');
  }
  const seq = world.directory.nextSeq++;
  const createdAt = nowOf(world);
  const app = { id: randomUUID(), seq, externalId, displayName: 'Guestlist', createdAt };
  apps.set(app.id, app);
  happened(world);
  const { id, displayName } = app;
  const body = { id, externalId, displayName, distributionMethod: 'organization' };
  return { status: 201, body };
}

function manifestIn(zip: string): unknown {
  try {
    const files = unzipSync(Buffer.from(zip, 'latin1'));
    return JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));
  } catch {
    return undefined;
  }
}

export function removeApp(world: World, call: Call): Reply {
  const id = call.segments[2] ?? '';
  if (!world.made.apps.delete(id)) throw notFound(id);
  for (const key of world.made.installed) if (key.endsWith(id)) world.made.installed.delete(key);
  happened(world);
  return { status: 204 };
}

export function installApp(world: World, call: Call): Reply {
  const [kind = '', who = ''] = call.segments;
  const app = textIn(call.body, 'teamsApp@odata.bind')?.split('/').at(-1) ?? '';
  const published = world.made.apps.get(app);
  if (published === undefined || !isSeen(world, published)) throw notFound(app);
  const { users, groups } = world.directory;
  if (!(kind === 'users' ? users.has(who) : groups.has(who))) throw notFound(who);
  const key = `${kind}/${who} ${app}`;
  if (world.made.installed.has(key)) throw conflict('App has already been installed.');
  world.made.installed.add(key);
  happened(world);
  return { status: 201 };
}

const conflict = (message: string) => new GraphRefusal(409, 'Conflict', message);
