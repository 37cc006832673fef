import { mayDo } from '../../guests/rights.ts';
import { inTransaction } from '../../store/database.ts';
import { lockGuestsOf } from '../../store/guests/guests.ts';
import { record } from '../../store/history.ts';
import { reopenRequest } from '../../store/requests/move-requests.ts';
import { lockRequest } from '../../store/requests/requests.ts';
import { adoptInvites } from '../../store/steps/adopt-invites.ts';
import { reviveRepairs } from '../../store/steps/repair-steps.ts';
import { reviveSteps } from '../../store/steps/retry-steps.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/** Retries the steps that failed for a reason that may have passed. Finished steps stay as they are. */
export async function retryRequest(
  deps: WorkDeps,
  who: Who & { rights: Rights },
  requestId: number,
): Promise<'begun' | 'nothing to retry' | 'not found'> {
  const now = deps.clock.now();
  return await inTransaction(deps.db, async (trx) => {
    const request = await lockRequest(trx, requestId);
    const requester = request?.requesterId === who.personId;
    const seen =
      request?.tenantId === who.tenantId && mayDo('retry', who.rights, { requester, owner: false });
    if (!seen) return 'not found';
    await lockGuestsOf(trx, requestId);
    const ids = await reviveSteps(trx, requestId, now);
    const repairs = await reviveRepairs(trx, requestId, now);
    if (ids.length + repairs === 0) return 'nothing to retry';
    if (ids.length > 0) {
      await adoptInvites(trx, requestId, now);
      await reopenRequest(trx, requestId, now);
    }
    const detail = { invitations: ids.length, repairs };
    await record(trx, { actor: who.personId, what: 'retried', requestId, detail }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    await deps.queue.send(trx, 'wake', {});
    deps.log.info('request retried', { requestId, invitations: ids.length, repairs });
    return 'begun';
  });
}
