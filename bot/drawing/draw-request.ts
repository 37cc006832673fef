import type { Db } from '../../src/store/database.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import type { Card } from '../cards/render-card.ts';
import { unbegunCard } from '../cards/unbegun-card.ts';
import { drawEndingReview, isEnding } from './draw-ending-review.ts';
import { drawResult } from './draw-result.ts';
import { drawReview } from './draw-review.ts';
import { drawRunning } from './draw-running.ts';
import { sourceOf, type ViewerNow } from './request-counts.ts';

export type DrawnCard = { card: Card; final: boolean };

/** Draws the requester's card of a request, from the rows as they are now. */
export async function drawRequest(
  db: Db,
  request: RequestRecord,
  viewer: ViewerNow,
): Promise<DrawnCard> {
  const ended = (how: 'discarded' | 'lapsed'): DrawnCard => ({
    card: unbegunCard(
      {
        number: request.id,
        kind: request.kind,
        source: sourceOf(request),
        how,
        replacedBy: request.choice.replacedBy,
      },
      viewer.language,
    ),
    final: true,
  });
  switch (request.state) {
    case 'draft':
      return { card: await drawDraft(db, request, viewer), final: false };
    case 'confirmed':
      return { card: await drawRunning(db, request, viewer), final: false };
    case 'done':
      // A retry opens a finished request again, so its card goes on being drawn.
      return { card: await drawResult(db, request, viewer), final: false };
    case 'discarded':
      return ended('discarded');
    case 'lapsed':
      return ended('lapsed');
  }
}

const drawDraft = (db: Db, request: RequestRecord, viewer: ViewerNow): Promise<Card> =>
  isEnding(request) ? drawEndingReview(db, request, viewer) : drawReview(db, request, viewer);
