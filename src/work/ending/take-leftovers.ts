import { grantPiece, piecesOf } from '../../guests/project/access-pieces.ts';
import { grantOf } from '../../guests/step.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { type Need, needsOf } from '../../store/endings/grants-to-take.ts';
import {
  dueAgain,
  keepLeftovers,
  type Leftover,
  leftovers,
} from '../../store/endings/leftovers.ts';
import { lockGuestsAndAccounts } from '../../store/guests/guests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

const perTurn = 200;

/**
 * Takes what an end left for another invitation, once that invitation has come to nothing. Any replica may run it, any
 * number of times: each step decides once more just before its call.
 */
export async function takeLeftovers(
  deps: Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>,
): Promise<void> {
  const now = deps.clock.now();
  const left = await leftovers(deps.db, perTurn);
  if (left.length === 0) return;
  const taken = await inTransaction(deps.db, async (trx) => {
    const free = await withoutNeed(trx, left);
    const ids = free.map(({ id }) => id);
    const kept = left.filter((each) => !free.includes(each)).map(({ id }) => id);
    await keepLeftovers(trx, kept, now);
    await dueAgain(trx, ids, now);
    if (ids.length > 0) await deps.queue.send(trx, 'wake', {});
    return ids.length;
  });
  if (taken > 0) deps.log.info('leftovers taken', { steps: taken });
}

/** Keeps the leftovers that no living invitation needs. It locks the guests. */
async function withoutNeed(trx: Db, left: readonly Leftover[]): Promise<Leftover[]> {
  const guestIds = [...new Set(left.map(({ guestId }) => guestId))];
  await lockGuestsAndAccounts(trx, guestIds);
  const needs = Map.groupBy(await needsOf(trx, guestIds), ({ guestId }) => guestId);
  return left.filter((each) => !isNeeded(each, needs.get(each.guestId) ?? []));
}

function isNeeded({ kind, target, detail }: Leftover, needs: readonly Need[]): boolean {
  if (kind === 'block') return needs.length > 0;
  const piece = grantPiece({ kind: grantOf[kind], target, detail });
  return needs.some(({ access }) => piecesOf(access).includes(piece));
}
