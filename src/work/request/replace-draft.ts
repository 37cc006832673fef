import type { ListNote } from '../../guests/list/partner-row.ts';
import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { discardRequest } from '../../store/requests/move-requests.ts';
import { type SaidIn, saidBefore } from '../../store/requests/request-messages.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/**
 * Discards the draft that the bot read from a message before somebody edited it, and says what became of it. Leaves a
 * confirmed request as it is: an edit takes nothing back.
 */
export async function replaceDraft(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  said: SaidIn,
  requesterId: string,
): Promise<ListNote> {
  const now = deps.clock.now();
  return await inTransaction(deps.db, async (trx): Promise<ListNote> => {
    const before = await saidBefore(trx, said, requesterId);
    if (before === undefined)
      return { code: 'message edited', values: { before: 'none', number: '' } };
    const number = String(before.id);
    if (await discardRequest(trx, before.id, now)) {
      await record(
        trx,
        { actor: requesterId, what: 'request discarded', requestId: before.id },
        now,
      );
      await redraw(trx, { kind: 'request', id: before.id }, now);
      deps.log.info('draft replaced', { requestId: before.id });
      return { code: 'message edited', values: { before: 'discarded', number } };
    }
    const over = before.state === 'discarded' || before.state === 'lapsed';
    return { code: 'message edited', values: { before: over ? 'over' : 'stays', number } };
  });
}
