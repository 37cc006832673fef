import type { Say } from '../words/say.ts';
import type { CardData } from './render-card.ts';

/** A part of a list on one card. `from`: the number of its first entry, counted from 1. */
export type ListPage = { from: number; shown: number; count: number };

/** The buttons to the pages before and after, and the words for the part on this page. */
export function listPages({ from, shown, count }: ListPage, most: number, say: Say): CardData {
  const next = from + shown;
  return {
    from,
    hasPrevious: from > 1,
    previous: Math.max(1, from - most),
    previousTitle: say('list.previous'),
    hasNext: next <= count,
    next,
    nextTitle: say('list.next'),
    shown:
      shown < count ? [{ text: say('approval.shown', { from, to: next - 1, total: count }) }] : [],
  };
}

/**
 * The same for a card that first shows only a few entries and has a button to the whole list: only the whole list has
 * pages.
 */
export function ownListPages(
  { list, ...part }: ListPage & { list: 'first' | 'all' },
  most: number,
  say: Say,
): CardData {
  const data = listPages(part, most, say);
  return list === 'all' ? data : { ...data, hasPrevious: false, hasNext: false };
}
