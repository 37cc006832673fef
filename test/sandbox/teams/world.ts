import type { PersonKey } from '../seed.ts';
import { type ChannelKey, membersOf, type Place } from './ids.ts';
import type { Json } from './json.ts';
import { defaultKnobs, type Knobs } from './knobs.ts';

export type Activity = Json & { type: string };

export type Message = {
  readonly id: string;
  readonly place: Place;
  /** Root message of the channel's thread. */
  readonly thread?: string;
  readonly from: 'bot' | PersonKey;
  readonly at: Date;
  /** What everybody sees. */
  activity: Activity;
  edited: boolean;
  /** Cards that only one person sees: the answers to their own click or refresh. */
  views: Map<PersonKey, Json>;
  refreshedAt: Map<PersonKey, number>;
};

export type WireEntry = {
  at: string;
  to: 'bot' | 'teams';
  method: string;
  path: string;
  /** 0: no answer came, or it was lost. */
  status: number;
  body: unknown;
  answer: unknown;
};

/** Something the bot did that the real Teams would not have taken well. */
export type Fault = { at: string; what: string; detail?: unknown };

export type StoredFile = {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  readonly owner: PersonKey;
  readonly madeBy: 'person' | 'bot';
  readonly at: number;
  bytes: Buffer;
  /** An upload that is still missing bytes cannot be fetched. */
  complete: boolean;
  /** How often its bytes were fetched. */
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
  /** People who removed the bot: it cannot write to them, not through a team either. */
  readonly removedBy: Set<PersonKey>;
  readonly installedIn: Set<ChannelKey>;
  readonly locales: Map<PersonKey, string>;
  readonly openChats: Map<PersonKey, Place>;
  now(): Date;
  /** Unique and rising, shaped like the real ones (milliseconds). */
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

/** Whether the bot may write there: its app must be installed for that person or in that team. */
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
