import { analyzeGrown } from '../../store/due/grown-tables.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/** Between two looks, however often somebody wakes the loop. */
const leastMs = 4_000;
const idleMs = 600_000;

/**
 * Keeps PostgreSQL's plans fit for its tables while a large list is at work. The look for due work wakes it. A bot that
 * has nothing to do asks once in ten minutes.
 */
export function startTableCounts(deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>): Loop {
  let lookedAt: number | undefined;
  return startLoop(
    { clock: deps.clock, onError: (error) => deps.log.warn('tables not counted', { error }) },
    idleMs,
    async () => {
      const now = deps.clock.now().getTime();
      // The distance, because the clock may have been set back.
      if (lookedAt !== undefined && Math.abs(now - lookedAt) < leastMs) return 'idle';
      lookedAt = now;
      const tables = await analyzeGrown(deps.db);
      if (tables.length > 0) deps.log.info('tables counted', { tables: tables.length });
      return 'idle';
    },
  );
}
