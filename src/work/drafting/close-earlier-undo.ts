import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { replaceUndo, undoDrafts } from '../../store/requests/move-requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';

/** Discards the other drafts that undo this approval, whose ever they are: this new one takes their place. */
export async function closeEarlierUndo(
  trx: Db,
  { tenantId, personId: actor }: Pick<Who, 'tenantId' | 'personId'>,
  { approvalId, requestId: by }: { approvalId: number; requestId: number },
  now: Date,
): Promise<void> {
  for (const requestId of await undoDrafts(trx, { tenantId, approvalId })) {
    if (requestId === by || !(await replaceUndo(trx, { id: requestId, by }, now))) continue;
    await record(trx, { actor, what: 'request discarded', requestId }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
  }
}
