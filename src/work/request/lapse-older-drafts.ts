import type { ListNote } from '../../guests/list/partner-row.ts';
import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { dropDraftRows } from '../../store/requests/forget-requests.ts';
import { lapseBeyond } from '../../store/requests/move-requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/**
 * The most that one person's drafts hold together: two of the longest lists, and no more drafts than anybody works on.
 */
const mostDrafts = 20;
const mostLists = 2;
const numbersSaid = 8;

/**
 * Makes room for a new draft of so many rows: lapses the person's oldest drafts and drops their rows at once. Says
 * which, for the card of the new draft.
 */
export async function lapseOlderDrafts(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  person: { tenantId: string; personId: string },
  list: { rows: number; maxRows: number },
): Promise<ListNote[]> {
  const now = deps.clock.now();
  const rows = mostLists * list.maxRows;
  const who = { tenantId: person.tenantId, requesterId: person.personId };
  const left = { drafts: mostDrafts - 1, rows: rows - list.rows };
  return await inTransaction(deps.db, async (trx) => {
    const ids = await lapseBeyond(trx, who, left, now);
    if (ids.length === 0) return [];
    await dropDraftRows(trx, ids);
    for (const requestId of ids) {
      await record(trx, { actor: 'guestlist', what: 'request lapsed', requestId }, now);
      await redraw(trx, { kind: 'request', id: requestId }, now);
    }
    deps.log.info('drafts lapsed', { requestIds: ids });
    const numbers = ids.slice(0, numbersSaid).map((id) => `#${id}`);
    const values = { count: ids.length, numbers: numbers.join(', '), drafts: mostDrafts, rows };
    return [{ code: 'drafts lapsed', values }];
  });
}
