import { setImmediate } from 'node:timers/promises';

/**
 * The longest turn of the event loop while something is done, in milliseconds of this thread's own processor time: what
 * others on a busy machine take does not count.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let over = false;
  let longest = 0;
  const watching = (async () => {
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
  await watching;
  return longest;
}
