import { isObject } from './json.ts';

/** What makes this Teams unkind. Everything off is a good day; the rate windows are always the real ones unless switched off. */
export type Knobs = {
  /** The documented windows per conversation, and 50 calls a second in all. */
  rateLimits: boolean;
  /** Whether a 429 says how long to wait; the real one does not always. */
  retryAfter: boolean;
  /** Added to every answer of the connector. */
  latencyMs: number;
  /** Shares of connector calls whose answer is lost, before or after their effect. */
  lostBefore: number;
  lostAfter: number;
  /** How long a link to a file that a person sent can be fetched. */
  fileLinkSeconds: number;
  /** Downloads stop half-way, and the rest does not come. */
  fileHalves: boolean;
  /** Clients that know neither Action.Execute nor refresh: they use the Action.Submit fallback. */
  oldClient: boolean;
  /** How many more times every activity is delivered to the bot. */
  redeliver: number;
  /** Whether open chats refresh their cards by themselves. */
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

/** Turns the knobs named. With one that cannot be turned it turns none, and says what is wrong. */
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
