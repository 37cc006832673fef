import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/work/runtime/work-deps.ts';

/** Time that runs while somebody sleeps. */
export function hurriedClock(): Clock {
  let now = Date.now();
  return {
    now: () => new Date(now),
    sleep: async (ms) => {
      now += ms;
      await setTimeout(1);
    },
  };
}
