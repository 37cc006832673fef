import { endFinished } from '../ledger/end-finished.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { startEndings } from './start-endings.ts';

const idleMs = 500;
const begunPerTurn = 40;

/**
 * Begins confirmed rows that are no invitations, in turns of their own: nobody who is being invited waits for ends to
 * begin. `begun`: there are steps to take.
 */
export function startEndingsLoop(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log' | 'restMs'>,
  begun: () => void,
): Loop {
  return startLoop(
    { ...deps, onError: (error) => deps.log.error('ends not begun', { error }) },
    idleMs,
    async () => {
      const guestIds = await startEndings(deps.db, begunPerTurn, deps.clock.now());
      if (guestIds.length === 0) return 'idle';
      await endFinished(deps, guestIds);
      begun();
      return 'more';
    },
  );
}
