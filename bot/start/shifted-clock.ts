import { watchFile } from 'node:fs';
import type { Clock } from '../../src/work/runtime/work-deps.ts';
import { readSetFile } from './read-set-file.ts';

const lookEveryMs = 250;

/**
 * Puts a clock ahead by the milliseconds that a file names, now and whenever the file changes. For practice only.
 * Throws where the file cannot be read or holds something else.
 */
export async function shiftedClock(clock: Clock, file: string): Promise<Clock> {
  let aheadMs = await readAhead(file);
  if (aheadMs === undefined) throw new Error(`CLOCK_OFFSET_FILE: ${file} holds no milliseconds.`);
  watchFile(file, { interval: lookEveryMs }, () => {
    // Keeps the clock while the file is being written, or gone.
    readAhead(file).then(
      (ms) => {
        aheadMs = ms ?? aheadMs;
      },
      () => undefined,
    );
  }).unref();
  return { ...clock, now: () => new Date(clock.now().getTime() + (aheadMs ?? 0)) };
}

async function readAhead(file: string): Promise<number | undefined> {
  const text = (await readSetFile('CLOCK_OFFSET_FILE', file)).trim();
  return /^\d{1,13}$/.test(text) ? Number(text) : undefined;
}
