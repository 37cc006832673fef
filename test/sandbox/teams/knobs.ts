import { isObject } from './json.ts';

/** Problems that this Teams can have. The defaults are a good day, with the real rate windows. */
export type Knobs = {
  /** The documented windows per conversation, and 50 calls a second in all. */
  rateLimits: boolean;
  /** Puts Retry-After on a 429. The real Teams does not always send it. */
  retryAfter: boolean;
  /** Delays every answer of the connector. */
  latencyMs: number;
  /** Shares of connector calls (0 to 1) that lose their answer, before or after their effect. */
  lostBefore: number;
  lostAfter: number;
  /** The life of a link to a file that a person sent. */
  fileLinkSeconds: number;
  /** Downloads stop half-way, and the rest never arrives. */
  fileHalves: boolean;
  /** Clients know neither Action.Execute nor refresh. They use the Action.Submit fallback. */
  oldClient: boolean;
  /** Teams delivers every activity to the bot this many times more. */
  redeliver: number;
  /** Open chats refresh their cards by themselves. */
  autoRefresh: boolean;
  clockOffsetMs: number;
};

export const defaultKnobs: Readonly<Knobs> = {
  rateLimits: true,
  retryAfter: true,
  latencyMs: 0,
  lostBefore: 0,
  lostAfter: 0,
  fileLinkSeconds: 3600,
  fileHalves: false,
  oldClient: false,
  redeliver: 0,
  autoRefresh: true,
  clockOffsetMs: 0,
};

/** Turns the named knobs and returns undefined. If one is wrong, it turns none and returns the reason. */
export function turnKnobs(knobs: Knobs, change: unknown): string | undefined {
  if (!isObject(change)) return 'The body must be an object of knobs';
  const known = new Map<string, unknown>(Object.entries(defaultKnobs));
  for (const [name, value] of Object.entries(change)) {
    if (!known.has(name)) return `There is no knob '${name}'`;
    const wanted = typeof known.get(name);
    if (typeof value !== wanted) return `The knob '${name}' is a ${wanted}`;
  }
  Object.assign(knobs, change);
  return undefined;
}
