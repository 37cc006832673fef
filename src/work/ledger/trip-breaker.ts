import type { Reason } from '../../guests/reason.ts';
import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { openBreaker, requestsUnderWay } from '../../store/steps/breaker.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { redrawRequests } from './redraw-requests.ts';

/** Opens the breaker: no step goes to Graph any more, on any replica, until somebody resumes. `steps` stay due. */
export async function tripBreaker(
  deps: WorkDeps,
  steps: readonly DueStep[],
  reason: Reason,
): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await postponeSteps(trx, steps, { state: 'due', answer: 'held', dueAt: now, heard: true });
    if (!(await openBreaker(trx, reason, now))) return;
    const detail = { code: reason.code };
    await record(trx, { actor: 'guestlist', what: 'breaker opened', detail }, now);
    await deps.queue.send(trx, 'tell-held', {});
    await redrawRequests(trx, await requestsUnderWay(trx), () => now);
  });
  deps.log.error('breaker opened', { code: reason.code });
}
