import { followUp } from '../../store/approvals/reminders.ts';
import { inTransaction } from '../../store/database.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/**
 * Reminds the owners for the requester, once a day. An owner still gets one reminder a day for all that waits, and none
 * at night. May run twice.
 */
export async function remindForRequester(
  { db, clock, log }: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  requestId: number,
): Promise<void> {
  const now = clock.now();
  const approvals = await inTransaction(db, async (trx) => {
    const asked = await followUp(trx, requestId, now);
    if (asked === 0) return 0;
    await redraw(trx, { kind: 'request', id: requestId }, now);
    return asked;
  });
  log.info('requester followed up', { requestId, approvals });
}
