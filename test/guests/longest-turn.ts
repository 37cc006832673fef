import { setImmediate } from 'node:timers/promises';

/**
 * The longest turn of the event loop during the work, in milliseconds of this thread's processor time. So other
 * programs on a busy machine do not count.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
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
