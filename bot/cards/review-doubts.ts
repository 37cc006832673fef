import type { ListNote } from '../../src/guests/list/partner-row.ts';
import { noteWords } from '../words/reason-words.ts';
import type { Say } from '../words/say.ts';
import { more } from './access-facts.ts';
import { fittingNotes } from './fitting-notes.ts';
import type { CardData } from './render-card.ts';
import type { ReviewView } from './review-view.ts';

/** Notes that put the counts in doubt: perhaps somebody is not meant, is missing or has another name. */
const doubtful: ReadonlySet<ListNote['code']> = new Set([
  'message edited',
  'drafts lapsed',
  'words not used',
  'sheets not read',
  'hidden rows',
  'links differ',
  'merged cells',
  'formulas without result',
  'hidden columns',
  'other addresses',
  'several tables',
  'addresses above',
  'no headings',
  'name parts taken',
  'names joined',
  'address column taken',
  'aliases left out',
  'names broken',
  'names odd',
  'code page',
  'mixed encodings',
  'no names',
  'names elsewhere',
  'separators mended',
  'short rows',
  'titles skipped',
  'quotes mended',
  'lines in a cell',
]);

/** True for a note that stands before the counts. */
export const isDoubt = ({ code }: ListNote) => doubtful.has(code);

/** What the requester should read before the counts, as far as there is room for it, in characters. */
export function doubtData({ notes }: ReviewView, say: Say, room: number): CardData {
  const doubts = notes.filter(isDoubt).map((note) => noteWords(note, say));
  const shown = fittingNotes(doubts, room);
  return {
    hasDoubts: doubts.length > 0,
    doubtsTitle: say('review.doubts'),
    doubts: shown.map((text) => ({ text })),
    moreDoubts: more(doubts.length, shown.length, say),
  };
}
