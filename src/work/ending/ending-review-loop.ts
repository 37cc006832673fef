import { putOffReview, takeReviews } from '../../store/requests/request-reviews.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import { reviewEnding } from './review-ending.ts';
import type { ReviewEndingDeps } from './review-ending-deps.ts';

const idleMs = 2_000;
const leaseMs = 60_000;
const againMs = 10_000;

/** Reviews the drafts that are no invitations, where nobody has done so yet. Any replica may take one. */
export function startEndingReviews(deps: ReviewEndingDeps): Loop {
  return startLoop(
    { ...deps, onError: (error) => deps.log.warn('review failed', { error }) },
    idleMs,
    async () => {
      const now = deps.clock.now();
      const leaseUntil = new Date(now.getTime() + leaseMs);
      const ids = await takeReviews(deps.db, { kind: 'other' }, now, leaseUntil);
      for (const id of ids) {
        await reviewEnding(deps, id).catch(async (error: unknown) => {
          deps.log.warn('review put off', { requestId: id, error });
          await putOffReview(deps.db, id, new Date(deps.clock.now().getTime() + againMs));
        });
      }
      return ids.length > 0 ? 'more' : 'idle';
    },
  );
}
