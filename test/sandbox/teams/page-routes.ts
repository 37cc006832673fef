import { channels, people } from '../seed.ts';
import { type CardAction, refreshOf } from './card-actions.ts';
import { localeOf, timeZone } from './compose.ts';
import { type Answer, jsonOf, type Request } from './http.ts';
import { channelKeys, maySee, membersOf, personKeys, placeAt, type Where } from './ids.ts';
import { type Clicked, sendAction } from './invoke.ts';
import { isObject, type Json, objectAt, textAt } from './json.ts';
import { turnKnobs } from './knobs.ts';
import { pageFile } from './page-files.ts';
import { answerConsent, openChat, say, sendFiles, setPersonal, setTeam } from './people-do.ts';
import { sample, sampleNames } from './samples.ts';
import { cardFor, messagesIn } from './seen.ts';
import { findMessage, type World } from './world.ts';

type Deps = { world: World; tenantUrl: string | undefined };

const ok = (body: unknown): Answer => ({ status: 200, body });
const bad = (message: string): Answer => ({ status: 400, body: { error: message } });

/** The page and what it asks for under /sandbox; the same over HTTP for tests from outside. */
export async function answerPage(deps: Deps, request: Request): Promise<Answer | undefined> {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return { status: 403 };
  if (request.method === 'GET')
    return pageFile(request.path, deps.tenantUrl) ?? read(deps, request);
  // Other web pages in the same browser can post, but not as JSON.
  if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
    return { status: 415 };
  const body = jsonOf(request);
  if (request.method === 'PATCH' && request.path === '/sandbox/knobs') {
    const wrong = turnKnobs(deps.world.knobs, body);
    deps.world.changed();
    return wrong ? bad(wrong) : ok(deps.world.knobs);
  }
  const act = request.method === 'POST' ? acts.get(request.path) : undefined;
  return act?.(deps.world, body).catch((error: Error) => bad(error.message));
}

function read({ world, tenantUrl }: Deps, request: Request): Answer | undefined {
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
    channels: channelKeys.filter((channel) => membersOf(channel).includes(key)),
  })),
  channels: channelKeys.map((key) => ({
    key,
    name: channels[key].name,
    installed: world.installedIn.has(key),
  })),
  samples: sampleNames(),
  timeZone,
  tenantUrl,
});

const personNamed = (name: string | null | undefined) => {
  const found = personKeys.find((key) => key === name);
  if (!found) throw new Error(`There is nobody called '${name}'`);
  return found;
};

const whereNamed = (name: string | null | undefined): Where => {
  if (name === undefined || name === null || name === 'personal') return 'personal';
  const known: readonly Where[] = channelKeys.flatMap((key): Where[] => [key, `${key} general`]);
  const found = known.find((where) => where === name);
  if (!found) throw new Error(`There is no channel '${name}'`);
  return found;
};

function messages(world: World, query: URLSearchParams): Answer {
  try {
    const person = personNamed(query.get('as'));
    const place = placeAt(person, whereNamed(query.get('in')));
    return maySee(person, place) ? ok(messagesIn(world, place, person)) : ok([]);
  } catch (error) {
    return bad(error instanceof Error ? error.message : 'unreadable');
  }
}

const speaker = (body: unknown) => ({
  person: personNamed(textAt(body, 'as')),
  where: whereNamed(textAt(body, 'in')),
  ...(textAt(body, 'thread') ? { thread: textAt(body, 'thread') ?? '' } : {}),
});

const target = (body: unknown) => ({
  person: personNamed(textAt(body, 'as')),
  messageId: textAt(body, 'messageId') ?? '',
});

type Act = (world: World, body: unknown) => Promise<Answer>;

const acts: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['/sandbox/say', speak],
  ['/sandbox/file', file],
  ['/sandbox/action', action],
  ['/sandbox/refresh', refreshCard],
  [
    '/sandbox/consent',
    async (world, body) => {
      const choice = textAt(body, 'choice') === 'accept' ? 'accept' : 'decline';
      return ok(await answerConsent(world, target(body), choice));
    },
  ],
  [
    '/sandbox/open',
    async (world, body) => {
      const { person, where } = speaker(body);
      await openChat(world, person, where);
      return ok({});
    },
  ],
  ['/sandbox/install', install],
  [
    '/sandbox/locale',
    async (world, body) => {
      world.locales.set(personNamed(textAt(body, 'as')), textAt(body, 'locale') ?? 'en-US');
      world.changed();
      return ok({});
    },
  ],
]);

async function speak(world: World, body: unknown): Promise<Answer> {
  const mention = !isObject(body) || body.mention !== false;
  return ok(await say(world, speaker(body), { text: textAt(body, 'text') ?? '', mention }));
}

async function file(world: World, body: unknown): Promise<Answer> {
  const name = textAt(body, 'sample') ?? textAt(body, 'name') ?? 'file.csv';
  const base64 = textAt(body, 'base64');
  const bytes = base64 === undefined ? sample(name) : Buffer.from(base64, 'base64');
  if (!bytes) return bad(`There is no sample '${name}'`);
  const text = textAt(body, 'text') ?? '';
  return ok(await sendFiles(world, speaker(body), { files: [{ name, bytes }], text }));
}

async function install(world: World, body: unknown): Promise<Answer> {
  const presence = textAt(body, 'presence') === 'remove' ? 'remove' : 'add';
  const person = personNamed(textAt(body, 'as'));
  const team = textAt(body, 'team');
  if (team === undefined) {
    await setPersonal(world, person, presence);
    return ok({});
  }
  const channel = channelKeys.find((key) => key === team);
  if (!channel) return bad(`There is no team '${team}'`);
  await setTeam(world, { channel, by: person }, presence);
  return ok({});
}

const clicked = ({ shown, text, status }: Clicked): Json => ({
  shown,
  status,
  ...(text ? { text } : {}),
});

async function action(world: World, body: unknown): Promise<Answer> {
  const { person, messageId } = target(body);
  const message = findMessage(world, messageId);
  const sent = objectAt(body, 'action');
  if (!message || !sent || !maySee(person, message.place)) return bad('There is no such card');
  const verb = textAt(sent, 'verb');
  const title = textAt(sent, 'title');
  const press: CardAction = {
    type: sent.type === 'Action.Submit' ? 'Action.Submit' : 'Action.Execute',
    data: sent.data,
    ...(verb ? { verb } : {}),
    ...(title ? { title } : {}),
  };
  return ok(clicked(await sendAction(world, { person, message }, press)));
}

async function refreshCard(world: World, body: unknown): Promise<Answer> {
  const { person, messageId } = target(body);
  const message = findMessage(world, messageId);
  const found = message && refreshOf(cardFor(world, person, message));
  if (!message || !found || !maySee(person, message.place)) return bad('Nothing to refresh');
  return ok(clicked(await sendAction(world, { person, message }, found.action)));
}
