import type { Directory } from '../../graph/directory.ts';
import type { PendingPage } from '../../graph/people/pending-guests.ts';
import { askChecks } from '../../store/guests/guest-checks.ts';
import { allPending } from '../../store/guests/guests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type SweepDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'readPendingGuests'>;

/**
 * Finds guests whose state differs between our table and Graph, and checks each of them. Returns how many pages Graph
 * had.
 */
export async function sweepPending(deps: SweepDeps, tenantId: string): Promise<number> {
  const ours = await allPending(deps.db, tenantId);
  const { pending, pages } = await readAll(deps);
  const missing = ours.filter((id) => !pending.has(id));
  const now = deps.clock.now();
  await askChecks(
    deps.db,
    { tenantId, objectIds: missing, states: ['pending'], why: 'swept' },
    now,
  );
  const back = {
    tenantId,
    objectIds: [...pending],
    states: ['accepted', 'deleted'],
    why: 'swept',
  } as const;
  const found = await askChecks(deps.db, back, now);
  deps.log.info('sweep', { ours: ours.length, missing: missing.length, back: found });
  return pages;
}

async function readAll(deps: Pick<SweepDeps, 'readPendingGuests'>) {
  const pending = new Set<string>();
  let from: string | undefined = 'start';
  let pages = 0;
  while (from !== undefined) {
    const page: PendingPage = await deps.readPendingGuests(from);
    for (const id of page.objectIds) pending.add(id);
    from = page.next;
    pages += 1;
  }
  return { pending, pages };
}
