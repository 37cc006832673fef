import { setTimeout } from 'node:timers/promises';

/** Teams waits longer than this for the answer to a click. */
const patienceMs = 5_000;

/** What a read brings for a person who waits. Undefined: it failed, or took longer than five seconds. */
export async function readInTime<T>(read: Promise<T>): Promise<T | undefined> {
  return await Promise.race([
    read.catch(() => undefined),
    setTimeout(patienceMs, undefined, { ref: false }),
  ]);
}
