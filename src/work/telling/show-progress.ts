import { movingRequests } from '../../store/requests/progress.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/deps.ts';

/** Cards of requests that are being worked on tell the truth even while nothing comes to an end: what waits, and for what. */
export async function showProgress({ db, clock }: Pick<WorkDeps, 'db' | 'clock'>): Promise<void> {
  for (const id of await movingRequests(db)) await redraw(db, { kind: 'request', id }, clock.now());
}
