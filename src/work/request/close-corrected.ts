import type { ListNote } from '../../guests/list/partner-row.ts';
import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { countInvitations } from '../../store/invitations/invitations.ts';
import { discardRequest } from '../../store/requests/move-requests.ts';
import { findRequest } from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/**
 * Handles a file that corrects rows of an earlier request of the same person. Says so, and closes that request where it
 * could invite nobody. A draft with right rows goes on waiting, because the file may not hold them. Empty for a request
 * of somebody else.
 */
export async function closeCorrected(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  who: { tenantId: string; personId: string },
  requestId: number,
): Promise<ListNote[]> {
  const now = deps.clock.now();
  return await inTransaction(deps.db, async (trx): Promise<ListNote[]> => {
    const request = await findRequest(trx, who.tenantId, requestId);
    if (request === undefined || request.requesterId !== who.personId) return [];
    const said = (before: string): ListNote[] => [
      { code: 'mends request', values: { number: String(requestId), before } },
    ];
    if (request.state !== 'draft') return said(request.state === 'confirmed' ? 'stays' : 'over');
    if ((await countInvitations(trx, requestId)).length > 0) return said('waits');
    if (!(await discardRequest(trx, requestId, now))) return said('stays');
    await record(trx, { actor: who.personId, what: 'request discarded', requestId }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    deps.log.info('mended draft closed', { requestId });
    return said('discarded');
  });
}
