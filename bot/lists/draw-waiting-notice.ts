import * as v from 'valibot';
import { waitingApprovals } from '../../src/store/approvals/waiting-approvals.ts';
import type { Db } from '../../src/store/database.ts';
import type { Card } from '../cards/render-card.ts';
import type { ViewerNow } from '../drawing/request-counts.ts';
import { drawWaiting } from './draw-approval-lists.ts';

const shape = v.object({
  waits: v.picklist(['reminder', 'returned']),
  /** Keys of the projects that the person owned when the bot asked for the message. */
  owned: v.array(v.string()),
  /** The owners for whom the person stood in then. Earlier messages lack it. */
  standsFor: v.optional(
    v.array(v.object({ personId: v.string(), owned: v.array(v.string()) })),
    [],
  ),
});

/** True for a stored message that lists what waits for its reader. */
export const listsWaiting = (stored: unknown): boolean => v.is(shape, stored);

/** Draws what waits for the reader now. Undefined where nothing waits any more. */
export async function drawWaitingNotice(
  db: Db,
  stored: unknown,
  reader: { tenantId: string; personId: string },
  viewer: ViewerNow,
): Promise<Card | undefined> {
  const { owned, standsFor, waits: why } = v.parse(shape, stored);
  const decider = { ...reader, owned, standsFor };
  const [first] = await waitingApprovals(db, decider, { offset: 0, limit: 1 }, viewer.now);
  return first && (await drawWaiting(db, decider, { from: 1, why }, viewer));
}
