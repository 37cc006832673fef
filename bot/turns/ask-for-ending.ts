import type { ListNote } from '../../src/guests/list/partner-row.ts';
import { askEnding } from '../../src/work/ending/ask-ending.ts';
import type { EndingWish } from '../../src/work/ending/ending-wish.ts';
import { reviewEnding } from '../../src/work/ending/review-ending.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import type { BotDeps } from './bot-deps.ts';
import { reviewAtOnce } from './draft-request.ts';
import type { Turn } from './turn.ts';

/**
 * Stores what this person wants to end, extend, remove or restore, and reviews it: its card comes by itself. Returns
 * the number of the request, or what to say instead.
 */
export async function askForEnding(
  deps: BotDeps,
  turn: Turn,
  { wish, rights, notes = [] }: { wish: EndingWish; rights: Rights; notes?: readonly ListNote[] },
): Promise<{ requestId: number } | NoticeView> {
  const asked = await askEnding(deps, { ...turn.who, rights }, wish, notes);
  switch (asked.kind) {
    case 'asked': {
      const { requestId } = asked;
      const review = () => reviewEnding(deps.endings, requestId);
      await reviewAtOnce(deps, turn, { requestId, kind: 'other', review });
      return { requestId };
    }
    case 'not found':
      return { notice: 'nothing to end' };
    case 'too late':
      return { notice: 'too late to undo' };
  }
}
