import type { Log } from '../../src/log.ts';

export type Background = {
  /** Keeps work that goes on after its turn, and logs its failures. */
  add(running: Promise<unknown>): void;
  /** Resolves when everything that was added so far has ended. */
  settled(): Promise<void>;
};

/** Begins without any work. */
export function createBackground(log: Pick<Log, 'error'>): Background {
  const running = new Set<Promise<unknown>>();
  return {
    add(work) {
      const kept = work.catch((error: unknown) => log.error('background work failed', { error }));
      running.add(kept);
      void kept.finally(() => running.delete(kept));
    },
    async settled() {
      await Promise.allSettled(running);
    },
  };
}
