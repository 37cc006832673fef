import { createHash, timingSafeEqual } from 'node:crypto';
import { askLooks } from '../src/store/looks.ts';
import type { WorkDeps } from '../src/work/deps.ts';
import { knownClientStates } from '../src/work/keep-subscription.ts';
import type { ChangeHint } from './http/notifications.ts';

/**
 * Writes down which of our pending guests Graph says have changed. Nothing is believed: each is read from Graph later.
 * Whatever does not carry our secret is dropped without a word.
 */
export async function takeNotifications(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
    tenant: () => Promise<string | undefined>;
    /** Looks at once instead of at the next tick. */
    wake: () => void;
  },
  hints: readonly ChangeHint[],
): Promise<void> {
  const tenantId = await deps.tenant();
  const states = await knownClientStates(deps);
  const ours = hints.filter(({ clientState }) =>
    states.some((state) => isSame(state, clientState)),
  );
  if (ours.length < hints.length)
    deps.log.warn('notifications dropped', { count: hints.length - ours.length });
  if (tenantId === undefined || ours.length === 0) return;
  const now = deps.clock.now();
  const idsOf = (some: readonly ChangeHint[]) => some.flatMap(({ userId }) => userId ?? []);
  const gone = ours.filter(({ changeType }) => changeType === 'deleted');
  // Of those who have accepted only the end is news: whatever else changes about them is none of ours.
  const known = [
    { tenantId, objectIds: idsOf(ours), states: ['pending'] },
    { tenantId, objectIds: idsOf(gone), states: ['accepted'] },
  ] as const;
  let asked = 0;
  for (const guests of known) {
    if (guests.objectIds.length > 0) asked += await askLooks(deps.db, guests, now);
  }
  if (asked > 0) deps.wake();
}

/** In a time that tells nothing of where the two differ, whatever their lengths. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
