import type { Db } from '../../store/database.ts';
import { redraw } from '../../store/telling/shown-cards.ts';

/** The bot draws progress at most this often: Teams takes 1,800 messages an hour in one conversation. */
export const progressMs = 3_000;

/** Redraws the cards of these requests, each once. Cards are locked in one order, so that no two transactions deadlock. */
export async function redrawRequests(
  trx: Db,
  requestIds: readonly number[],
  dueAt: (requestId: number) => Date,
): Promise<void> {
  for (const id of [...new Set(requestIds)].toSorted((a, b) => a - b)) {
    await redraw(trx, { kind: 'request', id }, dueAt(id));
  }
}
