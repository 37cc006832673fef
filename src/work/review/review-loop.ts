import { putOffReview, takeReviews } from '../../store/requests/request-reviews.ts';
import type { ReviewDeps } from '../facts/read-facts.ts';
import { dropAbandonedReads } from '../reading/drop-abandoned-reads.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { TellDeps } from '../telling/tell-people.ts';
import { reviewRequest } from './review-request.ts';

export type ReviewLoopDeps = ReviewDeps & TellDeps & Pick<WorkDeps, 'restMs'>;

const idleMs = 2_000;
const leaseMs = 60_000;
const againMs = 10_000;

/** Puts a review off because Graph could not be read. */
export async function reviewLater(deps: Pick<ReviewDeps, 'db' | 'clock'>, id: number) {
  await putOffReview(deps.db, id, new Date(deps.clock.now().getTime() + againMs));
}

/** Runs the reviews that nobody finished, and drops files that nobody read to their end. */
export function startReviewLoop(deps: ReviewLoopDeps): Loop {
  return startLoop(
    { ...deps, onError: (error) => deps.log.warn('review failed', { error }) },
    idleMs,
    async () => {
      const now = deps.clock.now();
      await dropAbandonedReads(deps);
      // The turn that took the list reviews it at once. The loop takes only what is overdue.
      const overdue = new Date(now.getTime() - idleMs);
      const ids = await takeReviews(
        deps.db,
        { kind: 'invite' },
        overdue,
        new Date(now.getTime() + leaseMs),
      );
      for (const id of ids) {
        await reviewRequest(deps, id).catch(async (error: unknown) => {
          deps.log.warn('review put off', { requestId: id, error });
          await reviewLater(deps, id);
        });
      }
      return ids.length > 0 ? 'more' : 'idle';
    },
  );
}
