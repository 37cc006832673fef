import type { PendingPage } from '../graph/pending-guests.ts';
import { allPending } from '../store/guests.ts';
import { askLooks } from '../store/looks.ts';
import type { WorkDeps } from './deps.ts';

export type SweepDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  readPendingGuests: (from: 'start' | (string & {})) => Promise<PendingPage>;
};

/**
 * Whoever we hold for pending and Graph does not, and the other way round: look at them singly. Finds whatever the other
 * ways have missed.
 */
export async function sweepPending(deps: SweepDeps, tenantId: string): Promise<void> {
  const ours = await allPending(deps.db, tenantId);
  const pending = await readAll(deps);
  const missing = ours.filter((id) => !pending.has(id.toLowerCase()));
  const now = deps.clock.now();
  await askLooks(deps.db, { tenantId, objectIds: missing, states: ['pending'], why: 'swept' }, now);
  const back = {
    tenantId,
    objectIds: [...pending],
    states: ['accepted', 'deleted'],
    why: 'swept',
  } as const;
  const found = await askLooks(deps.db, back, now);
  deps.log.info('sweep', { ours: ours.length, missing: missing.length, back: found });
}

async function readAll(deps: Pick<SweepDeps, 'readPendingGuests'>): Promise<Set<string>> {
  const pending = new Set<string>();
  let from: string | undefined = 'start';
  while (from !== undefined) {
    const page: PendingPage = await deps.readPendingGuests(from);
    for (const id of page.objectIds) pending.add(id.toLowerCase());
    from = page.next;
  }
  return pending;
}
