import { isOutside } from '../names/beside-name.ts';
import { isCapitalWord } from '../names/capital-word.ts';
import { isFamilyName } from '../names/family-name.ts';
import type { Draft } from './draft.ts';
import { letters } from './read-clauses.ts';
import { type Piece, textOf } from './read-pieces.ts';

/**
 * Joins the family and the given name of `Doe, Jane, jane@x.example`: the address shows that they are one name. A word
 * for people from elsewhere may stand behind them.
 */
export function joinTurned(pieces: readonly Piece[], next: Draft | undefined): readonly Piece[] {
  const [family, given] = pieces.slice(-2);
  const [a, b] = [family?.words.at(-1), given?.words[0]];
  const notes = given?.words.slice(1) ?? [];
  if (next === undefined || given === undefined || family === undefined) return pieces;
  if (a === undefined || b === undefined || family.after !== ',' || family.behind) return pieces;
  const address = letters(next.address);
  const isOne =
    [a, b].every(({ kind, text }) => kind === 'word' && isCapitalWord(text)) &&
    isFamilyName(textOf(family.words)) &&
    notes.every(({ kind, text }) => kind === 'note' || isOutside(text)) &&
    [a, b].some(({ text }) => text.length > 2 && address.includes(letters(text)));
  if (!isOne) return pieces;
  const words = [...family.words.slice(0, -1), { ...a, text: `${a.text},` }, b, ...notes];
  return [...pieces.slice(0, -2), { ...given, words, before: family.before }];
}
