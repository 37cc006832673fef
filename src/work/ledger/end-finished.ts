import { inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { finishInvitations } from '../../store/invitations/move-invitations.ts';
import { finishRequests } from '../../store/requests/move-requests.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import { progressMs, redrawRequests } from './redraw-requests.ts';

/**
 * Ends invitations without open steps, then requests without open invitations. `guestIds` narrows it to the invitations
 * of those guests.
 */
export async function endFinished(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  guestIds?: readonly number[],
): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    const ended = (await finishInvitations(trx, now, guestIds)).map((end) => end.requestId);
    const done = await finishRequests(trx, now, guestIds && ended);
    for (const requestId of done) {
      await record(trx, { actor: 'guestlist', what: 'request done', requestId }, now);
      deps.log.info('request done', { requestId });
    }
    const soon = new Date(now.getTime() + progressMs);
    await redrawRequests(trx, [...ended, ...done], (id) => (done.includes(id) ? now : soon));
  });
}
