import { noteWords, reasonWords } from '../words/reason-words.ts';
import type { Say } from '../words/say.ts';
import { fittingNotes } from './fitting-notes.ts';
import type { CardData } from './render-card.ts';
import { isDoubt } from './review-doubts.ts';
import type { ReviewView } from './review-view.ts';

/**
 * All that the review says about a list: first what puts the counts in doubt, then the warnings and the other notes.
 * Each is put into words when it is asked for.
 */
export function allRemarks(
  { notes, warnings }: Pick<ReviewView, 'notes' | 'warnings'>,
  say: Say,
): { doubts: (() => string)[]; others: (() => string)[] } {
  return {
    doubts: notes.filter(isDoubt).map((note) => () => noteWords(note, say)),
    others: [
      ...warnings.map((warning) => () => reasonWords(warning, say)),
      ...notes.filter((note) => !isDoubt(note)).map((note) => () => noteWords(note, say)),
    ],
  };
}

/** How many partners, and how many characters of remarks, a card has room for. */
type Room = { partners: number; doubts: number; notes: number };

/**
 * The remarks, as far as there is room. If the card leaves one out, a button leads to all of them. A card that already
 * has the button to look through all partners has no room for one more, and says that the remarks are there.
 */
export function remarkData(view: ReviewView, say: Say, room: Room): CardData {
  const { doubts, others } = allRemarks(view, say);
  const [shownDoubts, shownNotes] = [
    fittingNotes(doubts, room.doubts),
    fittingNotes(others, room.notes),
  ];
  const [moreDoubts, moreNotes] = [
    doubts.length - shownDoubts.length,
    others.length - shownNotes.length,
  ];
  const { total, first } = view.partners;
  const isPaged = total > Math.min(first.length, room.partners);
  return {
    hasDoubts: doubts.length > 0,
    doubtsTitle: say('review.doubts'),
    doubts: shownDoubts.map((text) => ({ text })),
    moreDoubts: moreRemarks(moreDoubts, isPaged ? total : 0, say),
    hasNotes: others.length > 0,
    notesTitle: say('review.notes'),
    notes: shownNotes.map((text) => ({ text })),
    moreNotes: moreRemarks(moreNotes, isPaged ? total : 0, say),
    readDoubts: moreDoubts > 0 && !isPaged,
    readNotes: moreDoubts === 0 && moreNotes > 0 && !isPaged,
    ...readAllData(view, say),
  };
}

function moreRemarks(count: number, total: number, say: Say): CardData[] {
  return count === 0 ? [] : [{ text: say('review.more remarks', { count, total }) }];
}

/** The button that leads to all remarks. */
export function readAllData(
  view: Pick<ReviewView, 'requestId' | 'notes' | 'warnings'>,
  say: Say,
): CardData {
  const count = view.notes.length + view.warnings.length;
  return {
    hasRemarks: count > 0,
    readAll: say('review.read remarks', { count }),
    notesList: `notes ${view.requestId}`,
  };
}
