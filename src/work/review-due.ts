import { takeReviews } from '../store/requests.ts';
import { type Loop, startLoop } from './loop.ts';
import { type ReviewDeps, reviewRequest } from './review-request.ts';

const idleMs = 2_000;
const leaseMs = 60_000;

/** Takes up reviews that nobody finished: the process ended, or Graph could not be read. */
export function startReviewing(deps: ReviewDeps): Loop {
  return startLoop(
    { clock: deps.clock, onError: (error) => deps.log.warn('review failed', { error }) },
    idleMs,
    async () => {
      const now = deps.clock.now();
      // Whoever took the list reviews it at once; here comes only what is overdue.
      const overdue = new Date(now.getTime() - idleMs);
      const ids = await takeReviews(deps.db, {}, overdue, new Date(now.getTime() + leaseMs));
      for (const id of ids) {
        await reviewRequest(deps, id).catch((error: unknown) => {
          deps.log.warn('review put off', { requestId: id, error });
        });
      }
      return ids.length > 0 ? 'more' : 'idle';
    },
  );
}
