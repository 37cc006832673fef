import { channels, people } from '../seed.ts';
import { localeOf, timeZone } from './compose.ts';
import { type Answer, jsonOf, type Request } from './http.ts';
import { channelKeys, maySee, membersOf, personKeys, placeAt } from './ids.ts';
import { turnKnobs } from './knobs.ts';
import { acts } from './page-acts.ts';
import { pageFile } from './page-files.ts';
import { bad, ok, personNamed, whereNamed } from './page-names.ts';
import { sample, sampleNames } from './samples.ts';
import { messagesIn } from './seen.ts';
import type { World } from './world.ts';

export type TurnClock = (clockOffsetMs: number) => Promise<void>;

export type PageDeps = {
  world: World;
  tenantUrl: string | undefined;
  turnClock: TurnClock | undefined;
};

/** Answers the page's files and its calls under /sandbox. Tests can make the same calls over HTTP. */
export async function answerPage(deps: PageDeps, request: Request): Promise<Answer | undefined> {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return { status: 403 };
  if (request.method === 'GET')
    return pageFile(request.path, deps.tenantUrl) ?? read(deps, request);
  // Another web page in the same browser can post too, but not as JSON.
  if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
    return { status: 415 };
  const body = jsonOf(request);
  if (request.method === 'PATCH' && request.path === '/sandbox/knobs') return turn(deps, body);
  const act = request.method === 'POST' ? acts.get(request.path) : undefined;
  return act?.(deps.world, body).catch((error: Error) => bad(error.message));
}

/** Turns all clocks of the company together, and never back: work due on that day would wait until it comes. */
async function turn({ world, turnClock }: PageDeps, body: unknown): Promise<Answer> {
  const { knobs } = world;
  const turned = { ...knobs };
  const wrong = turnKnobs(turned, body);
  if (wrong) return bad(wrong);
  const before = knobs.clockOffsetMs;
  if (turned.clockOffsetMs < before) return bad('The clock goes on only');
  if (turned.clockOffsetMs > before) await turnClock?.(turned.clockOffsetMs);
  turnKnobs(knobs, body);
  world.changed();
  return ok(knobs);
}

function read({ world, tenantUrl }: PageDeps, request: Request): Answer | undefined {
  const named = /^\/sandbox\/samples\/(.+)$/.exec(request.path)?.[1];
  if (named) return sampleAnswer(decodeURIComponent(named));
  switch (request.path) {
    case '/sandbox/company':
      return ok(company(world, tenantUrl));
    case '/sandbox/messages':
      return messages(world, request.query);
    case '/sandbox/knobs':
      return ok(world.knobs);
    case '/sandbox/wire':
      return ok(world.wire.slice(-Number(request.query.get('last') ?? 200)).reverse());
    case '/sandbox/faults':
      return ok(world.faults);
    default:
      return undefined;
  }
}

function sampleAnswer(name: string): Answer {
  const bytes = sample(name);
  if (!bytes) return { status: 404 };
  return { status: 200, headers: { 'content-type': 'text/csv' }, body: bytes };
}

const company = (world: World, tenantUrl: string | undefined) => ({
  people: personKeys.map((key) => ({
    key,
    name: people[key].name,
    userType: people[key].userType,
    locale: localeOf(world, key),
    installed: world.installedFor.has(key),
    channels: channelKeys
      .filter((channel) => membersOf(channel).includes(key))
      .flatMap((channel) => [channel, `${channel} general`]),
  })),
  // The bot greets people in General, and an owner may link a project to it.
  channels: channelKeys.flatMap((team) => {
    const { name, general } = channels[team];
    const installed = world.installedIn.has(team);
    return [
      { key: team, team, name, installed },
      { key: `${team} general`, team, name: general, installed },
    ];
  }),
  samples: sampleNames(),
  timeZone,
  tenantUrl,
});

function messages(world: World, query: URLSearchParams): Answer {
  try {
    const person = personNamed(query.get('as'));
    const place = placeAt(person, whereNamed(query.get('in')));
    return maySee(person, place) ? ok(messagesIn(world, place, person)) : ok([]);
  } catch (error) {
    return bad(error instanceof Error ? error.message : 'unreadable');
  }
}
