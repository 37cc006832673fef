import { AnswerLost, isReadOnly } from './database-lost.ts';

/** When the database last answered, over each connection of a pool and over any. */
export type Pulse = {
  beat(client: object): void;
  /**
   * Takes the error that came instead of an answer. An error that came at once is an answer of some kind: nobody hangs.
   */
  missed(error: unknown): void;
  isFresh(client: object, withinMs: number): boolean;
  /** True where the connection answered last before the moment that is in doubt. */
  isSuspect(client: object): boolean;
  suspectAllBefore(moment: number): void;
  beatWithin(ms: number): boolean;
  silentMs(): number;
};

/** Begins without any answer. `moment` is in milliseconds and never goes back. */
export function createPulse(moment: () => number): Pulse {
  const heard = new WeakMap<object, number>();
  let last = Number.NEGATIVE_INFINITY;
  let doubtful = Number.NEGATIVE_INFINITY;
  let silentSince: number | undefined;
  const heardAt = (client: object) => heard.get(client) ?? Number.NEGATIVE_INFINITY;
  return {
    beat(client) {
      last = moment();
      heard.set(client, last);
      silentSince = undefined;
    },
    missed(error) {
      // All connections lead to the server that is read-only: none is fresh, and each is made anew.
      if (isReadOnly(error)) {
        doubtful = moment();
        last = Number.NEGATIVE_INFINITY;
      }
      if (isSilence(error)) silentSince ??= moment();
      else silentSince = undefined;
    },
    isFresh: (client, withinMs) =>
      heardAt(client) >= doubtful && moment() - heardAt(client) < withinMs,
    isSuspect: (client) => heardAt(client) < doubtful,
    suspectAllBefore(at) {
      doubtful = Math.max(doubtful, at);
    },
    beatWithin: (ms) => moment() - last < ms,
    silentMs: () => (silentSince === undefined ? 0 : moment() - silentSince),
  };
}

/** The words of the driver and of its pool for having waited too long, which have no code. */
const silence = /timeout expired|connection timeout|timeout exceeded/;

const isSilence = (error: unknown) =>
  error instanceof AnswerLost
    ? error.how === 'silence'
    : error instanceof Error && silence.test(error.message);
