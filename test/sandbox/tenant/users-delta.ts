import type { Change, User } from './directory.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, GraphRefusal } from './graph-call.ts';
import { userRules } from './list-rules.ts';
import { matches, parseFilter } from './odata-filter.ts';
import { selected } from './odata-list.ts';
import { userJson } from './render-objects.ts';
import type { World } from './world.ts';
import { nowOf } from './world.ts';

const tokenLifeMs = 7 * 24 * 3600 * 1000;
const stateProperties = ['externalUserState', 'externalUserStateChangeDateTime'];

/**
 * A reader's position. A first round walks the users (`user` is the last one seen); later rounds
 * walk the changes from `change` on.
 */
type Standing = {
  change: number;
  user?: number;
  select: string | null;
  filter: string | null;
  epoch: number;
  issuedAt: number;
};

/** GET /users/delta: the first round, its further pages, and the rounds after. */
export function usersDelta(world: World, call: Call): Reply {
  const { query } = call;
  for (const unsupported of ['$top', '$skip', '$orderby', '$expand', '$search', '$count']) {
    if (query.has(unsupported)) throw badRequest(`'${unsupported}' is not supported with delta.`);
  }
  const token = query.get('$deltatoken') ?? query.get('$skiptoken');
  const fresh: Standing = {
    change: visibleChanges(world),
    select: query.get('$select'),
    filter: query.get('$filter'),
    epoch: world.deltaEpoch,
    issuedAt: nowOf(world),
  };
  if (token === 'latest') return page(world, [], { deltaFrom: fresh });
  const standing = token ? readToken(world, token) : { ...fresh, user: 0 };
  return standing.user === undefined
    ? laterRound(world, standing, call)
    : firstRound(world, { ...standing, user: standing.user });
}

/** Leaves out changes younger than the lag. Keeps the order of changes. */
function visibleChanges(world: World): number {
  const since = nowOf(world) - world.knobs.lagMs.delta;
  const { changes } = world.directory;
  let count = changes.length;
  while (count > 0 && (changes[count - 1]?.at ?? 0) > since) count--;
  return count;
}

function firstRound(world: World, standing: Standing & { user: number }): Reply {
  const since = nowOf(world) - world.knobs.lagMs.delta;
  const users = [...world.directory.users.values()]
    .filter((u) => u.seq > standing.user && u.deletedAt === null && u.createdAt <= since)
    .filter((user) => asked(user.id, standing))
    .sort((a, b) => a.seq - b.seq);
  const shown = users.slice(0, world.knobs.delta.pageSize);
  const last = shown.at(-1);
  const { user: _walked, ...deltaFrom } = standing;
  const values = shown.map((user) => shownUser(world, user, standing));
  if (last && users.length > shown.length) {
    return page(world, values, { nextFrom: { ...standing, user: last.seq } });
  }
  return page(world, values, { deltaFrom });
}

function laterRound(world: World, standing: Standing, call: Call): Reply {
  const end = visibleChanges(world);
  const minimal = call.headers.prefer?.includes('return=minimal') ?? false;
  const values: Record<string, unknown>[] = [];
  let at = standing.change;
  while (at < end && values.length < world.knobs.delta.pageSize) {
    const change = world.directory.changes[at++];
    if (!change || !asked(change.userId, standing) || !tracked(world, change, standing)) continue;
    const value = shownChange(world, change, standing, minimal);
    for (let time = 0; time < world.knobs.delta.repeat; time++) values.push(value);
  }
  const rest = { ...standing, change: at };
  return page(world, values, at < end ? { nextFrom: rest } : { deltaFrom: rest });
}

const asked = (id: string, standing: Standing): boolean =>
  standing.filter === null || matches(parseFilter(standing.filter), { id });

/** Counts changes of selected properties only. A new or deleted user always counts. */
function tracked(world: World, change: Change, standing: Standing): boolean {
  const seen = change.properties.filter(
    (name) => world.knobs.delta.withState || !stateProperties.includes(name),
  );
  if (change.kind === 'deleted' || seen.includes('deletedDateTime')) return true;
  const select = standing.select?.split(',') ?? userRules.defaults ?? [];
  return seen.some((name) => select.includes(name));
}

function shownChange(
  world: World,
  change: Change,
  standing: Standing,
  minimal: boolean,
): Record<string, unknown> {
  const user = world.directory.users.get(change.userId);
  if (!user) return { id: change.userId, '@removed': { reason: 'deleted' } };
  if (user.deletedAt !== null) return { id: user.id, '@removed': { reason: 'changed' } };
  const full = shownUser(world, user, standing);
  return minimal ? selected(full, ['id', ...change.properties].join(',')) : full;
}

function shownUser(world: World, user: User, standing: Standing): Record<string, unknown> {
  const select = standing.select === null ? null : `id,${standing.select}`;
  const json = selected(userJson(user), select, userRules.defaults);
  if (world.knobs.delta.withState) return json;
  return Object.fromEntries(Object.entries(json).filter(([key]) => !stateProperties.includes(key)));
}

function page(
  world: World,
  value: Record<string, unknown>[],
  links: { nextFrom?: Standing; deltaFrom?: Standing },
): Reply {
  const base = `${world.url}/v1.0/users/delta`;
  const body: Record<string, unknown> = { '@odata.context': `${world.url}/v1.0/$metadata#users` };
  if (links.nextFrom) body['@odata.nextLink'] = `${base}?$skiptoken=${write(links.nextFrom)}`;
  if (links.deltaFrom) {
    const deltaFrom = { ...links.deltaFrom, issuedAt: nowOf(world) };
    body['@odata.deltaLink'] = `${base}?$deltatoken=${write(deltaFrom)}`;
  }
  return { status: 200, body: { ...body, value } };
}

const write = (standing: Standing): string =>
  Buffer.from(JSON.stringify(standing)).toString('base64url');

function readToken(world: World, token: string): Standing {
  const standing = parseStanding(token);
  if (!standing) throw badRequest('Badly formed token.');
  const old = nowOf(world) - standing.issuedAt > tokenLifeMs;
  if (!old && standing.epoch === world.deltaEpoch) return standing;
  const location = `${world.url}/v1.0/users/delta?$deltatoken=`;
  if (world.knobs.delta.expiry === 'gone') {
    throw new GraphRefusal(410, 'resyncRequired', 'Resync is required.', { location });
  }
  throw badRequest('The sync state generation is not found.', 'syncStateNotFound');
}

function parseStanding(token: string): Standing | undefined {
  try {
    const parsed: Standing = JSON.parse(Buffer.from(token, 'base64url').toString());
    return typeof parsed.change === 'number' ? parsed : undefined;
  } catch {
    return undefined;
  }
}
