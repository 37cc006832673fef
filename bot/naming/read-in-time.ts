import { setTimeout } from 'node:timers/promises';

/** Teams waits longer than this for the answer to a click. A card that the bot draws by itself waits no longer. */
const patienceMs = 5_000;

/**
 * What a read brings for a card that can do without it. Undefined: it failed, or took longer than five seconds.
 * `onFault` hears why it failed.
 */
export async function readInTime<T>(
  read: Promise<T>,
  onFault: (error: unknown) => void = () => {},
): Promise<T | undefined> {
  const settled = read.catch((error: unknown) => {
    onFault(error);
    return undefined;
  });
  return await Promise.race([settled, setTimeout(patienceMs, undefined, { ref: false })]);
}
