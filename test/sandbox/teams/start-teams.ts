import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { PersonKey } from '../seed.ts';
import { compose } from './compose.ts';
import { createLimits } from './connector.ts';
import { type Delivery, deliver } from './deliver.ts';
import { streamEvents } from './events.ts';
import { answerFiles } from './files.ts';
import { type Request, readRequest, sendAnswer } from './http.ts';
import { type ChannelKey, mriOf, placeAt, type Where } from './ids.ts';
import { autoRefresh, type Clicked, sendAction } from './invoke.ts';
import type { Json } from './json.ts';
import type { Knobs } from './knobs.ts';
import { createOneShots, type OneShot } from './one-shots.ts';
import { answerPage, type PageDeps, type TurnClock } from './page-routes.ts';
import * as people from './people-do.ts';
import { messagesIn, type SeenMessage } from './seen.ts';
import { serveConnector } from './serve-connector.ts';
import { type Patience, until } from './until.ts';
import {
  type Activity,
  createWorld,
  type Fault,
  findMessage,
  type StoredFile,
  serviceUrlOf,
  type WireEntry,
  type World,
} from './world.ts';

export type Inputs = Readonly<Record<string, string>>;

/** What one person can do and see; `where` is their own chat with the bot unless it names a channel. */
export type PersonChat = {
  say(text: string): Promise<people.Said>;
  sendFile(file: people.FileToSend): Promise<people.Said>;
  messages(where?: Where): readonly SeenMessage[];
  click(
    messageId: string,
    button: string,
    inputs?: Inputs,
    options?: people.ClickOptions,
  ): Promise<Clicked>;
  refresh(messageId: string): Promise<Clicked | undefined>;
  /** Looks at a chat: cards refresh by themselves, now and at every edit, as clients do. */
  open(where?: Where): Promise<void>;
  acceptFile(messageId: string): Promise<Delivery>;
  declineFile(messageId: string): Promise<Delivery>;
  /** What a click on a button of that message would send, with any verb and data: a client that lies. */
  forge(messageId: string, verb: string, data: Json): Promise<Clicked>;
};

export type Teams = {
  /** http://127.0.0.1:<port>: the page. */
  url: string;
  /** What activities name as their service URL. */
  serviceUrl: string;
  knobs: Knobs;
  wire: readonly WireEntry[];
  /** What the bot did that the real Teams would not have taken; a good run ends with none. */
  faults: readonly Fault[];
  setBot(botUrl: string | undefined): void;
  as(person: PersonKey): PersonChat;
  say(person: PersonKey, text: string): Promise<people.Said>;
  /** Mentions the bot unless told not to. A file named here reaches the bot as Teams does it in channels: not at all. */
  sayInChannel(
    person: PersonKey,
    where: Exclude<Where, 'personal'>,
    text: string,
    options?: { mention?: boolean; thread?: string; file?: people.FileToSend },
  ): Promise<people.Said>;
  sendFile(person: PersonKey, file: people.FileToSend): Promise<people.Said>;
  sendFiles(
    person: PersonKey,
    files: readonly people.FileToSend[],
    text?: string,
  ): Promise<people.Said>;
  click(person: PersonKey, messageId: string, button: string, inputs?: Inputs): Promise<Clicked>;
  refresh(person: PersonKey, messageId: string): Promise<Clicked | undefined>;
  acceptFile(person: PersonKey, messageId: string): Promise<Delivery>;
  declineFile(person: PersonKey, messageId: string): Promise<Delivery>;
  messages(person: PersonKey, where?: Where): readonly SeenMessage[];
  until<T>(look: () => T, patience?: Patience): Promise<Exclude<T, undefined | null | false>>;
  installPersonal(person: PersonKey): Promise<void>;
  uninstallPersonal(person: PersonKey): Promise<void>;
  installTeam(channel: ChannelKey, by: PersonKey): Promise<void>;
  uninstallTeam(channel: ChannelKey, by: PersonKey): Promise<void>;
  setLocale(person: PersonKey, locale: string): void;
  /** An activity as Teams would make it, with any part replaced; not sent. */
  compose(person: PersonKey, where: Where, parts: Activity): Activity;
  /** Hands the bot any activity as it is. */
  deliver(activity: unknown): Promise<Delivery>;
  failNext(shot: OneShot): void;
  /** Files that people sent and the bot uploaded, with how often they were fetched. */
  files(): readonly StoredFile[];
  mri(person: PersonKey): string;
  close(): Promise<void>;
};

export type TeamsOptions = {
  /** Where the bot takes activities: http://127.0.0.1:3978/api/messages. */
  botUrl?: string;
  port?: number;
  /** The practice tenant, whose mailbox the page shows. */
  tenantUrl?: string;
  clock?: () => Date;
  /** Takes the rest of the company along when its clock is turned on the page. */
  turnClock?: TurnClock;
};

/** A practice Teams on 127.0.0.1: the Bot Framework connector, the people, their files, and a page. */
export async function startTeams(options: TeamsOptions = {}): Promise<Teams> {
  const world = createWorld(options);
  const shots = createOneShots();
  const { tenantUrl, turnClock } = options;
  const way = { limits: createLimits(), shots, shown: (id: string) => refreshOpen(world, id) };
  const server = createServer((req, res) => {
    serve(world, { ...way, tenantUrl, turnClock }, req, res).catch((error: Error) => {
      world.fault('the practice Teams itself failed', error.stack);
      if (!res.headersSent) sendAnswer(res, { status: 500, body: { error: error.message } });
    });
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(options.port ?? 0, '127.0.0.1', resolve);
  await listening;
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The practice Teams has no port');
  world.url = `http://127.0.0.1:${address.port}`;
  return {
    ...teamsFor(world, shots),
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Way = Parameters<typeof serveConnector>[1] & Omit<PageDeps, 'world'>;

async function serve(world: World, way: Way, req: IncomingMessage, res: ServerResponse) {
  const request: Request = await readRequest(req);
  if (request.path.startsWith('/teams/')) {
    const path = request.path.slice('/teams'.length);
    return serveConnector(world, way, { ...request, path }, res);
  }
  if (request.path === '/events') return streamEvents(world, res);
  const answer = answerFiles(world, request) ??
    (await answerPage({ ...way, world }, request)) ?? { status: 404 };
  sendAnswer(res, answer);
}

function refreshOpen(world: World, messageId: string): void {
  const message = findMessage(world, messageId);
  if (!message || !world.knobs.autoRefresh) return;
  for (const [person, place] of world.openChats) {
    if (!people.sameRoom(place, message.place)) continue;
    autoRefresh(world, person, message).catch((error: Error) =>
      world.fault('a refresh failed', error.message),
    );
  }
}

function chatOf(world: World, person: PersonKey): PersonChat {
  return {
    say: (text) => people.say(world, { person, where: 'personal' }, { text }),
    sendFile: (file) =>
      people.sendFiles(
        world,
        { person, where: 'personal' },
        { files: [file], text: file.text ?? '' },
      ),
    messages: (where = 'personal') => messagesIn(world, placeAt(person, where), person),
    click: (messageId, button, inputs, clickOptions) =>
      people.click(world, { person, messageId, button }, inputs, clickOptions),
    refresh: (messageId) => people.refresh(world, person, messageId),
    open: (where = 'personal') => people.openChat(world, person, where),
    acceptFile: (messageId) => people.answerConsent(world, { person, messageId }, 'accept'),
    declineFile: (messageId) => people.answerConsent(world, { person, messageId }, 'decline'),
    forge(messageId, verb, data) {
      const message = findMessage(world, messageId);
      if (!message) throw new Error(`There is no message ${messageId}`);
      return sendAction(world, { person, message }, { type: 'Action.Execute', verb, data });
    },
  };
}

function teamsFor(world: World, shots: ReturnType<typeof createOneShots>): Omit<Teams, 'close'> {
  const as = (person: PersonKey) => chatOf(world, person);
  return {
    url: world.url,
    serviceUrl: serviceUrlOf(world),
    knobs: world.knobs,
    wire: world.wire,
    faults: world.faults,
    setBot(botUrl) {
      world.botUrl = botUrl;
    },
    as,
    say: (person, text) => as(person).say(text),
    sayInChannel(person, where, text, { file, ...options } = {}) {
      const { thread, mention } = options;
      const from = { person, where, ...(thread ? { thread } : {}) };
      return file
        ? people.sendFiles(world, from, { files: [file], text })
        : people.say(world, from, { text, ...(mention === undefined ? {} : { mention }) });
    },
    sendFile: (person, file) => as(person).sendFile(file),
    sendFiles: (person, files, text = '') =>
      people.sendFiles(world, { person, where: 'personal' }, { files, text }),
    click: (person, messageId, button, inputs) => as(person).click(messageId, button, inputs),
    refresh: (person, messageId) => as(person).refresh(messageId),
    acceptFile: (person, messageId) => as(person).acceptFile(messageId),
    declineFile: (person, messageId) => as(person).declineFile(messageId),
    messages: (person, where) => as(person).messages(where),
    until: (look, patience) => until(world, look, patience),
    ...installs(world),
    setLocale(person, locale) {
      world.locales.set(person, locale);
      world.changed();
    },
    compose: (person, where, parts) =>
      compose(world, { person, place: placeAt(person, where) }, parts),
    deliver: (activity) => deliver(world, activity),
    failNext: (shot) => shots.add(shot),
    files: () => [...world.files.values()],
    mri: mriOf,
  };
}

const installs = (world: World) => ({
  installPersonal: (person: PersonKey) => people.setPersonal(world, person, 'add'),
  uninstallPersonal: (person: PersonKey) => people.setPersonal(world, person, 'remove'),
  installTeam: (channel: ChannelKey, by: PersonKey) =>
    people.setTeam(world, { channel, by }, 'add'),
  uninstallTeam: (channel: ChannelKey, by: PersonKey) =>
    people.setTeam(world, { channel, by }, 'remove'),
});
