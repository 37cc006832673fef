import type { FileQueue } from '../turns/bot-deps.ts';

/** Too many files wait already. */
export class FilesBusy extends Error {
  constructor() {
    super('Too many files are being made');
    this.name = 'FilesBusy';
  }
}

/**
 * Makes at most `atOnce` files at the same time. At most `mostWaiting` more wait, in the order in which they came.
 * Throws FilesBusy beyond that.
 */
export function createFileQueue(
  { atOnce, mostWaiting } = { atOnce: 3, mostWaiting: 50 },
): FileQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  async function enter(onWait: () => Promise<unknown>): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (waiting.length >= mostWaiting) throw new FilesBusy();
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push(resolve);
    // The turn does not wait for the words, and words that fail cost nobody the file.
    await Promise.all([promise, onWait().catch(() => undefined)]);
  }
  function leave(): void {
    const next = waiting.shift();
    // The next one takes over this place.
    if (next === undefined) running -= 1;
    else next();
  }
  return {
    async take(make, onWait = async () => undefined) {
      await enter(onWait);
      try {
        return await make();
      } finally {
        leave();
      }
    },
  };
}
