import { isCapitalWord } from '../names/capital-word.ts';
import { isSmallOfNames } from '../names/particles.ts';
import type { Token } from '../sentence/read-tokens.ts';

/** The words of a message while the reader looks for addresses that nobody means. */
export type DenialScene = {
  tokens: readonly Token[];
  /** Where the addresses are. */
  places: readonly number[];
  denied: Map<Token, NonNullable<Token['denied']>>;
  /** Words beside an address that may deny it. */
  doubted: Map<Token, string>;
  /** Words that deny. They stand with their address, and not in the text any more. */
  used: Set<Token>;
};

/** Denies an address, with words before or behind it that say so. */
export function deny(
  { denied, used }: DenialScene,
  address: Token | undefined,
  { before = [], behind = [] }: { before?: readonly Token[]; behind?: readonly Token[] },
): void {
  if (address === undefined) return;
  const known = denied.get(address);
  const join = (one: string | undefined, other: readonly Token[]) =>
    [one ?? '', saidBy(other)].filter(Boolean).join(' ');
  denied.set(address, { before: join(known?.before, before), behind: join(known?.behind, behind) });
  for (const token of [...before, ...behind]) if (token.text !== '\n') used.add(token);
}

/** Notes that these words may deny an address. */
export function noteDoubt(
  { doubted, used }: DenialScene,
  address: Token | undefined,
  words: readonly Token[],
): void {
  if (address === undefined) return;
  const known = doubted.get(address);
  doubted.set(address, [known ?? '', saidBy(words)].filter(Boolean).join(' '));
  for (const token of words) used.add(token);
}

/** The words as the message has them, without separators but colons and arrows. */
export function saidBy(tokens: readonly Token[]): string {
  const words = tokens.flatMap(({ kind, text }) => {
    if (kind === 'separator') return /^[:\u2192]$/.test(text) ? [text] : [];
    return [kind === 'note' ? `(${text})` : text];
  });
  return words.join(' ').replaceAll(' :', ':');
}

/** True for words: separators and addresses are none. */
export const isText = (token: Token | undefined): boolean =>
  token?.kind === 'word' || token?.kind === 'note';
/** True for a word as names have it. */
export const isCapital = ({ text }: Token): boolean => isCapitalWord(text) || isSmallOfNames(text);
