import type { PendingPage } from '../graph/pending-guests.ts';
import { allPending } from '../store/guests.ts';
import { askLooks } from '../store/looks.ts';
import type { WorkDeps } from './deps.ts';

export type SweepDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  readPendingGuests: (from: 'start' | (string & {})) => Promise<PendingPage>;
};

/** Whoever we hold for pending and Graph does not: look at them singly. Finds whatever the other ways have missed. */
export async function sweepPending(deps: SweepDeps, tenantId: string): Promise<void> {
  const ours = await allPending(deps.db, tenantId);
  if (ours.length === 0) return;
  const pending = new Set<string>();
  let from: string = 'start';
  for (;;) {
    const page = await deps.readPendingGuests(from);
    for (const id of page.objectIds) pending.add(id.toLowerCase());
    if (page.next === undefined) break;
    from = page.next;
  }
  const missing = ours.filter((id) => !pending.has(id.toLowerCase()));
  const asked = { tenantId, objectIds: missing, states: ['pending'] } as const;
  await askLooks(deps.db, asked, deps.clock.now());
  deps.log.info('sweep', { ours: ours.length, missing: missing.length });
}
