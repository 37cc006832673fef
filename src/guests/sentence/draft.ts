import type { NameBeside } from './choose-name.ts';
import type { Token } from './read-tokens.ts';

/** A partner while the reader goes through the words. `out`: the message says that this partner is not meant. */
export type Draft = {
  address: string;
  line: number;
  bracketed: boolean;
  beside: NameBeside[];
  out: boolean;
  /** Words around it that say so, which are in no gap. Addresses joined to it may be meant. */
  denied: Token['denied'];
  /** Words beside it that may say so, which are in no gap either. */
  doubted: Token['doubted'];
  /** The index of the gap before the address. */
  gap: number;
};

/** A partner so far: only the address. */
export const draftOf = ({ text, line, bracketed, denied, doubted }: Token, gap: number): Draft => ({
  address: text,
  line,
  bracketed: bracketed === true,
  beside: [],
  out: false,
  denied,
  doubted,
  gap,
});

/** True for a partner whom the message does not mean. */
export const isOut = ({ out, denied }: Draft): boolean => out || denied !== undefined;
