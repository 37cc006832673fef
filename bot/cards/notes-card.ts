import template from '../../cards/notes.json' with { type: 'json' };
import { requestNumber } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { fittingNotes, mostNotes } from './fitting-notes.ts';
import { listPages } from './list-pages.ts';
import { type Card, renderCard } from './render-card.ts';
import { allRemarks } from './review-remarks.ts';
import type { ReviewView } from './review-view.ts';

/** All that a review says about a list, for a requester whose review card had no room for it. */
export type NotesView = Pick<ReviewView, 'requestId' | 'number' | 'notes' | 'warnings'> & {
  /** The list's name, as `list.page` sends it. */
  list: string;
  /** The number of the first remark shown, counted from 1. A larger one than there are counts as the last. */
  from: number;
};

/** In characters: a card of Teams holds 13,800 with its frame. */
const room = 8_000;

/** Shows the remarks about a list, as many at a time as a card can hold. */
export function notesCard(view: NotesView, language: Language): Card {
  const say = speaker(language);
  const { doubts, others } = allRemarks(view, say);
  const all = [...doubts, ...others];
  const total = all.length;
  const from = Math.max(1, Math.min(view.from, total));
  const shown = fittingNotes(all.slice(from - 1), room);
  const title = say('notes.title', { number: requestNumber(view.number), count: total });
  const data = {
    requestId: view.requestId,
    list: view.list,
    title,
    notes: shown.map((text) => ({ text })),
    // Pages differ in length. A step back of the most that fit leaves nothing out between two pages.
    ...listPages({ from, shown: shown.length, count: total }, mostNotes, say),
    back: say('partners.back'),
  };
  return renderCard(template, data, title);
}
