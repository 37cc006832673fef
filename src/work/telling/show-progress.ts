import { movingRequests } from '../../store/requests/progress.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/** Redraws the cards of running requests, so that "waiting for…" stays true between results. */
export async function showProgress({ db, clock }: Pick<WorkDeps, 'db' | 'clock'>): Promise<void> {
  for (const id of await movingRequests(db)) await redraw(db, { kind: 'request', id }, clock.now());
}
