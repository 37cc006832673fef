import type { PersonKey } from '../seed.ts';
import { compose } from './compose.ts';
import { type Delivery, deliver } from './deliver.ts';
import { type ChannelKey, mriOf, placeAt, type Where } from './ids.ts';
import { setPersonal, setTeam } from './install.ts';
import type { Clicked } from './invoke.ts';
import type { Knobs } from './knobs.ts';
import type { createOneShots, OneShot } from './one-shots.ts';
import * as people from './people-do.ts';
import { chatOf, type Inputs, type PersonChat } from './person-chat.ts';
import type { SeenMessage } from './seen.ts';
import { type Patience, until } from './until.ts';
import {
  type Activity,
  type Fault,
  type StoredFile,
  serviceUrlOf,
  type WireEntry,
  type World,
} from './world.ts';

/** The practice Teams for tests: its people, and its log of calls. */
export type Teams = {
  /** The page's address: http://127.0.0.1:<port>. */
  url: string;
  /** The service URL in activities. */
  serviceUrl: string;
  knobs: Knobs;
  wire: readonly WireEntry[];
  /** Calls and answers of the bot that the real Teams would not accept. A good run ends with none. */
  faults: readonly Fault[];
  setBot(botUrl: string | undefined): void;
  as(person: PersonKey): PersonChat;
  say(person: PersonKey, text: string): Promise<people.Said>;
  /** Mentions the bot unless `mention` is false. As in the real Teams, the bot does not get the file. */
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
  /** Makes an activity as Teams would, with `parts` replaced. Does not send it. */
  compose(person: PersonKey, where: Where, parts: Activity): Activity;
  /** Sends the bot any activity unchanged. */
  deliver(activity: unknown): Promise<Delivery>;
  failNext(shot: OneShot): void;
  /** Releases all calls that a fault holds now. */
  release(): void;
  /** The number of calls that wait for `release`. */
  held(): number;
  /** Files that people sent or the bot uploaded. */
  files(): readonly StoredFile[];
  mri(person: PersonKey): string;
  close(): Promise<void>;
};

/** Everything that a test can do in a world. */
export function teamsFor(
  world: World,
  shots: ReturnType<typeof createOneShots>,
): Omit<Teams, 'close'> {
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
    release: () => shots.release(),
    held: () => shots.held(),
    files: () => [...world.files.values()],
    mri: mriOf,
  };
}

const installs = (world: World) => ({
  installPersonal: (person: PersonKey) => setPersonal(world, person, 'add'),
  uninstallPersonal: (person: PersonKey) => setPersonal(world, person, 'remove'),
  installTeam: (channel: ChannelKey, by: PersonKey) => setTeam(world, { channel, by }, 'add'),
  uninstallTeam: (channel: ChannelKey, by: PersonKey) => setTeam(world, { channel, by }, 'remove'),
});
