import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../src/log.ts';

export type Background = {
  /** Keeps work that goes on after its turn, and logs its failures. */
  add(running: Promise<unknown>): void;
  /**
   * Resolves when everything that was added so far has ended, at the latest after so long: an upload to a slow host
   * takes minutes, and a bot that is told to stop has seconds. The bot logs the work that goes on then.
   */
  settled(mostMs: number): Promise<void>;
};

/** Begins without any work. */
export function createBackground(log: Pick<Log, 'error' | 'warn'>): Background {
  const running = new Set<Promise<unknown>>();
  return {
    add(work) {
      const kept = work.catch((error: unknown) => log.error('background work failed', { error }));
      running.add(kept);
      void kept.finally(() => running.delete(kept));
    },
    async settled(mostMs) {
      const timer = new AbortController();
      const late = pause(mostMs, 'late' as const, { signal: timer.signal }).catch(() => undefined);
      const outcome = await Promise.race([Promise.allSettled(running), late]);
      timer.abort();
      if (outcome === 'late') log.warn('background work cut off', { count: running.size });
    },
  };
}
