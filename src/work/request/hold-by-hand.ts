import { type HoldsAs, heldByHandReason } from '../../guests/held-by-hand.ts';
import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { hasUnbegun, holdRequest } from '../../store/requests/first-rows.ts';
import { lockRequest } from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type HeldByHand = 'held' | 'nothing to hold' | 'not confirmed yet';

/**
 * Holds a confirmed request: what has not begun waits until somebody lets it go on. The caller has read the right. The
 * same transaction asks for the others to be told.
 */
export async function holdByHand(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log' | 'queue'>,
  who: Who & { as: HoldsAs },
  requestId: number,
): Promise<HeldByHand> {
  const now = deps.clock.now();
  const reason = heldByHandReason(who, requestId);
  const outcome = await inTransaction(deps.db, async (trx): Promise<HeldByHand> => {
    const request = await lockRequest(trx, requestId);
    if (request?.tenantId !== who.tenantId) return 'nothing to hold';
    if (request.state === 'draft') return 'not confirmed yet';
    if (!(await hasUnbegun(trx, requestId))) return 'nothing to hold';
    if (!(await holdRequest(trx, requestId, reason, now))) return 'nothing to hold';
    await record(trx, { actor: who.personId, what: 'request held', requestId }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    await deps.queue.send(trx, 'tell-held', {});
    return 'held';
  });
  deps.log.info('request hold', { requestId, outcome });
  return outcome;
}
