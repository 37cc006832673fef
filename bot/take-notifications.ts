import { createHash, timingSafeEqual } from 'node:crypto';
import { inTransaction } from '../src/store/database.ts';
import { pendingAmong } from '../src/store/guests.ts';
import type { WorkDeps } from '../src/work/deps.ts';
import { knownClientStates } from '../src/work/keep-subscription.ts';
import type { ChangeHint } from './http/notifications.ts';

/**
 * Writes down which of our pending guests Graph says have changed. Nothing is believed: each is read from Graph later.
 * Whatever does not carry our secret is dropped without a word.
 */
export async function takeNotifications(
  deps: Pick<WorkDeps, 'db' | 'queue' | 'log'> & { tenant: () => Promise<string | undefined> },
  hints: readonly ChangeHint[],
): Promise<void> {
  const tenantId = await deps.tenant();
  const states = await knownClientStates(deps);
  const ours = hints.filter(({ clientState }) =>
    states.some((state) => isSame(state, clientState)),
  );
  if (ours.length < hints.length)
    deps.log.warn('notifications dropped', { count: hints.length - ours.length });
  const ids = [...new Set(ours.flatMap(({ userId }) => userId ?? []))];
  if (tenantId === undefined || ids.length === 0) return;
  await inTransaction(deps.db, async (trx) => {
    for (const objectId of await pendingAmong(trx, tenantId, ids)) {
      await deps.queue.send(trx, 'look-at-guest', { objectId });
    }
  });
}

/** In a time that tells nothing of where the two differ, whatever their lengths. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
