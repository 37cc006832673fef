import { listedMs } from '../../src/guests/approval/approval-times.ts';
import {
  type Decider,
  pastApprovals,
  waitingApprovals,
} from '../../src/store/approvals/waiting-approvals.ts';
import type { Db } from '../../src/store/database.ts';
import { mostApprovals, pastCard, type WaitingView, waitingCard } from '../cards/approvals-card.ts';
import type { Card } from '../cards/render-card.ts';
import type { ViewerNow } from '../drawing/request-counts.ts';

/**
 * The part of a list to draw. `from`: the number of its first entry. `opened`: an approval that the person just
 * brought.
 */
export type WantedPart = { from: number } & Pick<WaitingView, 'opened' | 'why'>;

/** Draws what waits for one owner. Begins again where the list has become shorter than the wanted part. */
export async function drawWaiting(
  db: Db,
  decider: Decider,
  { from, opened, why }: WantedPart,
  viewer: ViewerNow,
): Promise<Card> {
  const part = { offset: from - 1, limit: mostApprovals };
  const found = await waitingApprovals(db, decider, part, viewer.now);
  if (found.length === 0 && from > 1) {
    return await drawWaiting(db, decider, { from: 1, opened, why }, viewer);
  }
  const approvals = found.map(({ id, requestId, requesterName, ...line }) => ({
    ...line,
    approvalId: id,
    requester: requesterName,
    requestNumber: requestId,
  }));
  const { language, timeZone } = viewer;
  const count = found[0]?.inAll ?? 0;
  return waitingCard({ approvals, from, count, opened, why, timeZone }, language);
}

/**
 * Draws the approvals of one owner that ended in the last 30 days. Begins again where the list has become shorter than
 * the wanted part.
 */
export async function drawPast(
  db: Db,
  decider: Decider,
  { from }: WantedPart,
  viewer: ViewerNow,
): Promise<Card> {
  const part = { offset: from - 1, limit: mostApprovals };
  const since = new Date(viewer.now.getTime() - listedMs);
  const found = await pastApprovals(db, decider, part, since);
  if (found.length === 0 && from > 1) return await drawPast(db, decider, { from: 1 }, viewer);
  const approvals = found.map(({ id, requestId, requesterName, decidedAt, ...line }) => ({
    ...line,
    approvalId: id,
    requester: requesterName,
    requestNumber: requestId,
    at: decidedAt,
  }));
  const { language, timeZone } = viewer;
  return pastCard({ approvals, from, count: found[0]?.inAll ?? 0, timeZone }, language);
}
