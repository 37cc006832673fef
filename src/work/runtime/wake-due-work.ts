import { type DueWork, readDueWork } from '../../store/due/due-work.ts';
import { type Loop, startLoop } from './loop.ts';
import type { WorkDeps } from './work-deps.ts';

const lookMs = 400;
/** After how many looks a loop with due work wakes. While Graph is away, a loop asks it no more often than that. */
const everyLooks: Record<keyof DueWork, number> = {
  steps: 1,
  cards: 1,
  telling: 1,
  guestChecks: 1,
  rights: 5,
  reviews: 5,
};

/** The longest rest of a loop that nobody wakes. Work that no look saw comes at most this late. */
export const restMs = 5_000;

/**
 * Looks, for all loops at once, whether anything is due, and wakes the loops that have something to do. An idle bot
 * asks its database one question, instead of one or more for each loop.
 */
export function wakeDueWork(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  loops: Record<keyof DueWork, readonly Pick<Loop, 'wake'>[]>,
): Loop {
  let looks = 0;
  return startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('due work not seen', { error }) },
    lookMs,
    async () => {
      const due = await readDueWork(deps.db, deps.clock.now());
      looks += 1;
      for (const [name, every] of entries(everyLooks)) {
        if (!due[name] || looks % every > 0) continue;
        for (const loop of loops[name]) loop.wake();
      }
      return 'idle';
    },
  );
}

const entries = <Key extends string, Value>(record: Record<Key, Value>) =>
  Object.entries(record) as [Key, Value][];
