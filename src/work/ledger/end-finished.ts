import { redrawEndedApprovals } from '../../store/approvals/past-undo.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  closeEnded,
  moveEarlierEnds,
  requestsEndedBy,
  requestsTakenInPart,
} from '../../store/endings/ends.ts';
import { redrawNotices } from '../../store/endings/notice-answers.ts';
import { record, recordAll } from '../../store/history.ts';
import { type FinishedRow, finishInvitations } from '../../store/invitations/move-invitations.ts';
import { finishRequests } from '../../store/requests/move-requests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { computeEnds } from './compute-ends.ts';
import { progressMs, redrawRequests } from './redraw-requests.ts';
import { tellRequestEnds } from './tell-request-ends.ts';

/**
 * Fixes the ends of invitations whose rows finished, and closes the access that finished rows end. Returns the requests
 * of the invitations that these rows end, in whole or in part, and the requests whose invitations lack no part any
 * more, or lack one again.
 */
async function endAccess(trx: Db, finished: readonly FinishedRow[], now: Date): Promise<number[]> {
  const invites = finished
    .filter(({ kind }) => kind === 'invite')
    .map(({ invitationId }) => invitationId);
  await computeEnds(trx, invites, now);
  await moveEnds(trx, invites, now);
  const endings = finished.filter(({ kind }) => kind === 'end');
  const again = await requestsTakenInPart(trx, invites);
  if (endings.length === 0) return again;
  const endingIds = endings.map(({ invitationId }) => invitationId);
  const over = await closeEnded(trx, endingIds, now);
  const told = over.map(({ requestId, invitationId, guestId, projectKey, cause }) => ({
    ...({ actor: 'guestlist', what: 'access ended' } as const),
    ...{ requestId, invitationId, detail: { project: projectKey, cause } },
    ...(guestId === null ? {} : { guestId }),
  }));
  await recordAll(trx, told, now);
  const ids = over.map(({ invitationId }) => invitationId);
  const soon = new Date(now.getTime() + progressMs);
  await redrawNotices(trx, ids, soon);
  await redrawEndedApprovals(trx, endingIds, soon);
  const apart = await requestsTakenInPart(trx, ids);
  return [...again, ...apart, ...(await requestsEndedBy(trx, endingIds))];
}

/** Moves the ends of earlier invitations to the same project, where these name a later day. */
async function moveEnds(trx: Db, invites: readonly number[], now: Date): Promise<void> {
  if (invites.length === 0) return;
  const moved = await moveEarlierEnds(trx, invites, now);
  const told = moved.map(({ invitationId, guestId, projectKey, requestId, endsOn }) => ({
    ...({ actor: 'guestlist', what: 'access extended' } as const),
    ...{ requestId, invitationId, guestId },
    detail: { project: projectKey, to: endsOn, by: requestId },
  }));
  if (told.length === 0) return;
  await recordAll(trx, told, now);
  const ids = moved.map(({ invitationId }) => invitationId);
  await redrawNotices(trx, ids, new Date(now.getTime() + progressMs));
}

/**
 * Ends invitations without open steps, then requests without open invitations. `guestIds` limits it to the invitations
 * of those guests.
 */
export async function endFinished(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  guestIds?: readonly number[],
): Promise<void> {
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    const finished = await finishInvitations(trx, now, guestIds);
    const over = await endAccess(trx, finished, now);
    const ended = finished.map((end) => end.requestId);
    const done = await finishRequests(trx, now, guestIds && ended);
    for (const requestId of done) {
      await record(trx, { actor: 'guestlist', what: 'request done', requestId }, now);
      deps.log.info('request done', { requestId });
    }
    await tellRequestEnds(trx, done, now);
    const soon = new Date(now.getTime() + progressMs);
    await redrawRequests(trx, [...ended, ...over, ...done], (id) =>
      done.includes(id) ? now : soon,
    );
  });
}
