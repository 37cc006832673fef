import { setImmediate } from 'node:timers/promises';

/** A slow moment of the machine hits one run. A fault of the work hits each. */
const runs = 5;

/** `longestTurn` of the first run that stays below `enoughMs`, or else the least of all five. */
export async function leastLongestTurn(
  work: () => Promise<unknown>,
  enoughMs: number,
): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs && least >= enoughMs; run += 1) {
    least = Math.min(least, await longestTurn(work));
  }
  return least;
}

/**
 * The longest turn of the event loop during the work, in milliseconds of this thread's processor time. So other
 * programs on a busy machine do not count.
 */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let over = false;
  let longest = 0;
  const measuring = (async () => {
    for (let before = spent(); !over; ) {
      await setImmediate();
      const now = spent();
      longest = Math.max(longest, now - before);
      before = now;
    }
  })();
  await work().finally(() => {
    over = true;
  });
  await measuring;
  return longest;
}
