import type { Draft } from './draft.ts';
import { letters } from './read-clauses.ts';
import type { Piece } from './read-pieces.ts';
import type { Token } from './read-tokens.ts';

/**
 * True for a line that is a title and no name: `Suppliers Q3` above several addresses without names. Where not every
 * address has a line above it, such a line is a name only if the address says so.
 */
export function isTitleLine(
  piece: Piece,
  next: Draft,
  gaps: readonly { pieces: readonly Piece[] }[],
): boolean {
  if (piece.after !== '\n' || !/^\n?$/.test(piece.before) || next.bracketed) return false;
  const isAlternating = gaps.slice(0, -1).every(({ pieces }) => pieces.length > 0);
  if (isAlternating) return false;
  const initials = piece.words.map(({ text }) => letters(text).charAt(0)).join('');
  const local = letters(next.address.replace(/@.*/, ''));
  return !shows(piece.words, next) && !(initials.length > 1 && local.startsWith(initials));
}

/** True when the address says one of the words, or begins with the same letter as a word alone. */
export function shows(words: readonly Token[], { address }: Draft): boolean {
  const local = letters(address.replace(/@.*/, ''));
  const said = words.map(({ text }) => letters(text));
  const [only = ''] = said;
  const isInitial = words.length === 1 && only !== '' && local.startsWith(only.charAt(0));
  return isInitial || said.some((word) => word.length > 2 && local.includes(word));
}
