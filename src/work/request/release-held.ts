import { isHeldByOperator } from '../../guests/held-by-hand.ts';
import { clearRights } from '../../store/approvals/rights-due.ts';
import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { releaseRequest } from '../../store/requests/first-rows.ts';
import { lockRequest } from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/**
 * Releases a held request. Returns false where it was not held, and to everybody but an operator where an operator
 * holds it.
 */
export async function releaseHeld(
  deps: WorkDeps,
  who: Who & { operator: boolean },
  requestId: number,
): Promise<boolean> {
  const now = deps.clock.now();
  const released = await inTransaction(deps.db, async (trx) => {
    const request = await lockRequest(trx, requestId);
    if (request?.tenantId !== who.tenantId) return false;
    if (isHeldByOperator(request.heldReason) && !who.operator) return false;
    if (!(await releaseRequest(trx, requestId))) return false;
    // An operator vouches for a requester of whom the card says that they may no longer ask. After any other hold the
    // bot reads the requester's right.
    const vouches = who.operator && request.heldReason?.code === 'requester lost right';
    if (vouches) await clearRights(trx, requestId);
    await record(trx, { actor: who.personId, what: 'request released', requestId }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    await deps.queue.send(trx, 'wake', {});
    return true;
  });
  if (released) deps.log.info('request released', { requestId });
  return released;
}
