import type { PersonKey } from '../seed.ts';
import { type ChannelKey, membersOf, type Place } from './ids.ts';
import type { Json } from './json.ts';
import { defaultKnobs, type Knobs } from './knobs.ts';

export type Activity = Json & { type: string };

export type Message = {
  readonly id: string;
  readonly place: Place;
  /** The first message of the thread, in a channel. */
  readonly thread?: string;
  readonly from: 'bot' | PersonKey;
  readonly at: Date;
  /** The message for everybody who has no view of their own. */
  activity: Activity;
  edited: boolean;
  /** The card that one person alone sees: the answer to their click or refresh. */
  views: Map<PersonKey, Json>;
  refreshedAt: Map<PersonKey, number>;
};

export type WireEntry = {
  at: string;
  to: 'bot' | 'teams';
  method: string;
  path: string;
  /** 0: no answer came, or a knob lost it. */
  status: number;
  body: unknown;
  answer: unknown;
};

/** A call or answer of the bot that the real Teams would not accept. */
export type Fault = { at: string; what: string; detail?: unknown };

export type StoredFile = {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  readonly owner: PersonKey;
  readonly madeBy: 'person' | 'bot';
  readonly at: number;
  bytes: Buffer;
  /** The bot cannot fetch a file before its upload is complete. */
  complete: boolean;
  /** The number of downloads. */
  fetches: number;
};

export type World = {
  botUrl: string | undefined;
  /** Set once the server listens. */
  url: string;
  readonly knobs: Knobs;
  readonly messages: Message[];
  readonly wire: WireEntry[];
  readonly faults: Fault[];
  readonly files: Map<string, StoredFile>;
  readonly installedFor: Set<PersonKey>;
  /** People who removed the bot. It cannot write to them, even through a team. */
  readonly removedBy: Set<PersonKey>;
  readonly installedIn: Set<ChannelKey>;
  readonly locales: Map<PersonKey, string>;
  readonly openChats: Map<PersonKey, Place>;
  now(): Date;
  /** Unique and growing. Like the real ids, a time in milliseconds. */
  nextMessageId(): string;
  changed(): void;
  onChange(listener: () => void): () => void;
  fault(what: string, detail?: unknown): void;
};

const wireKept = 5000;

export function createWorld(options: { botUrl?: string; clock?: () => Date }): World {
  const clock = options.clock ?? (() => new Date());
  const knobs = { ...defaultKnobs };
  const listeners = new Set<() => void>();
  const faults: Fault[] = [];
  const wire: WireEntry[] = [];
  let lastId = 0;
  const now = () => new Date(clock().getTime() + knobs.clockOffsetMs);
  const changed = () => {
    if (wire.length > wireKept) wire.splice(0, wire.length - wireKept);
    for (const listener of [...listeners]) listener();
  };
  return {
    botUrl: options.botUrl,
    url: '',
    knobs,
    messages: [],
    wire,
    faults,
    files: new Map(),
    installedFor: new Set(),
    removedBy: new Set(),
    installedIn: new Set(),
    locales: new Map(),
    openChats: new Map(),
    now,
    nextMessageId() {
      lastId = Math.max(lastId + 1, now().getTime());
      return String(lastId);
    },
    changed,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fault(what, detail) {
      faults.push({ at: now().toISOString(), what, detail });
      changed();
    },
  };
}

export const serviceUrlOf = (world: World) => `${world.url}/teams/`;

export const findMessage = (world: World, id: string) => world.messages.find((m) => m.id === id);

/** True when the person, or the team, has the bot's app installed. */
export function botMayWrite(world: World, place: Place): boolean {
  return place.kind === 'channel'
    ? world.installedIn.has(place.channel)
    : reachable(world, place.person);
}

function reachable(world: World, person: PersonKey): boolean {
  if (world.removedBy.has(person)) return false;
  return world.installedFor.has(person) || sharesTeam(world, person);
}

function sharesTeam(world: World, person: PersonKey): boolean {
  return [...world.installedIn].some((channel) => membersOf(channel).includes(person));
}
