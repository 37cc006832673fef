import type { Say } from '../words/say.ts';
import type { CardData } from './render-card.ts';

/** The part of a long list that one card shows: how many entries it can hold, and how many there are. */
export type ListPart = { isWhole: boolean; most: number; next: number; count: number };

/** Lets the reader say from which entry on the card shows a list that it cannot hold whole. */
export function listPaging({ isWhole, most, next, count }: ListPart, say: Say): CardData {
  return {
    hasMore: isWhole && count > most,
    fromLabel: say('approval.from', { total: count }),
    fromNext: String(next <= count ? next : 1),
    show: say('approval.from.show'),
  };
}
