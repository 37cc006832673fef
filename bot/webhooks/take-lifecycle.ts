import { noteEvents } from '../../src/work/redemption/subscription-events.ts';
import type { WorkDeps } from '../../src/work/runtime/work-deps.ts';
import type { LifecycleHint } from './notification-routes.ts';

/** Stores what Graph says of the subscription itself, for the job that keeps it. */
export const takeLifecycle =
  (
    deps: Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
      ownHints: (hints: readonly LifecycleHint[]) => Promise<LifecycleHint[]>;
    },
  ) =>
  async (hints: readonly LifecycleHint[]): Promise<void> => {
    const events = (await deps.ownHints(hints)).map(({ event }) => event);
    if (events.length === 0) return;
    await noteEvents(deps.db, events, deps.clock.now());
    deps.log.info('lifecycle notification', { count: events.length });
  };
