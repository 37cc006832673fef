import { isOutside } from '../names/beside-name.ts';
import { isCapitalWord } from '../names/capital-word.ts';
import { isFamilyName } from '../names/family-name.ts';
import type { Draft } from './draft.ts';
import { letters } from './read-clauses.ts';
import { type Piece, textOf } from './read-pieces.ts';
import type { Token } from './read-tokens.ts';

/** A word behind a family that is no part of it. */
const isSuffix = (word: Token | undefined): boolean =>
  word?.kind === 'word' &&
  (isOutside(word.text) || /^(?:[JSjs]r|jun|sen|junior|senior|I{2,3}|IV)\.?$/.test(word.text));

/**
 * Joins the family and the given name of `Doe, Jane, jane@x.example`: the address shows that they are one name. A word
 * for people from elsewhere may stand behind them.
 */
export function joinTurned(pieces: readonly Piece[], next: Draft | undefined): readonly Piece[] {
  const [family, given] = pieces.slice(-2);
  const before = family?.words ?? [];
  // `Doe jr., John`, `Doe EXT, Jane`.
  const isSuffixed = before.length > 1 && isSuffix(before.at(-1));
  const own = isSuffixed ? before.slice(0, -1) : before;
  const [a, b] = [own.at(-1), given?.words[0]];
  const notes = given?.words.slice(1) ?? [];
  if (next === undefined || given === undefined || family === undefined) return pieces;
  if (a === undefined || b === undefined || family.after !== ',' || family.behind) return pieces;
  const address = letters(next.address);
  const isOne =
    [a, b].every(({ kind, text }) => kind === 'word' && isCapitalWord(text)) &&
    isFamilyName(textOf(own)) &&
    notes.every(({ kind, text }) => kind === 'note' || isOutside(text)) &&
    [a, b].some(({ text }) => text.length > 2 && address.includes(letters(text)));
  if (!isOne) return pieces;
  // One word with its suffix: `jr.` alone has no capital.
  const turned = { ...a, text: `${textOf(before.slice(own.length - 1))},` };
  const words = [...own.slice(0, -1), turned, b, ...notes];
  return [...pieces.slice(0, -2), { ...given, words, before: family.before }];
}
