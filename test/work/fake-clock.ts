import type { Clock } from '../../src/work/runtime/work-deps.ts';

export type FakeClock = Clock & {
  /** Moves time on, and wakes all sleepers whose time is over. */
  advance(ms: number): void;
  /** Sets the clock by so much, also back, as somebody may. Sleepers sleep as long as they would have. */
  set(ms: number): void;
  /** The number of sleepers. */
  asleep(): number;
  /** Resolves when the next sleeper falls asleep. */
  rests(): Promise<void>;
};

type Sleeper = { until: number; wake: () => void };

/** A clock that stands still until a test moves it. */
export function fakeClock(start: Date): FakeClock {
  let now = start.getTime();
  let sleepers: Sleeper[] = [];
  let next = Promise.withResolvers<void>();
  return {
    now: () => new Date(now),
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.push(sleeper);
        next.resolve();
        next = Promise.withResolvers();
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          resolve();
        });
      });
    },
    asleep: () => sleepers.length,
    set(ms) {
      now += ms;
      for (const sleeper of sleepers) sleeper.until += ms;
    },
    rests: () => next.promise,
    advance(ms) {
      now += ms;
      const awake = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of awake) wake();
    },
  };
}
