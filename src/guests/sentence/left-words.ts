import type { NameBeside } from './choose-name.ts';
import { type Draft, isOut } from './draft.ts';
import type { Piece } from './read-pieces.ts';

/** Words that the reader does not understand. `of`: the partner whom they stand beside, and on which side. */
export type LeftWords = {
  gap: number;
  text: string;
  of?: { draft: Draft; side: NameBeside['side'] };
};

/** The partner whom words touch, or whom they label. */
export function besideOf(
  { before, after, line }: Piece,
  drafts: readonly Draft[],
  index: number,
): Pick<LeftWords, 'of'> {
  const [previous, next] = [drafts[index - 1], drafts[index]];
  // A heading speaks of all below it.
  const isLabel = after === ':' && line === next?.line;
  if (next !== undefined && (after === '' || isLabel))
    return { of: { draft: next, side: 'ahead' } };
  if (previous !== undefined && before === '') return { of: { draft: previous, side: 'behind' } };
  return {};
}

/** True for words in small letters beside a partner: they say something of them. Others are firms and titles. */
export const mayDeny = ({ text, of }: LeftWords): boolean =>
  of !== undefined &&
  !isOut(of.draft) &&
  (of.side === 'ahead' ? /(?:^|[\s(])\p{Ll}/u : /^\(?\p{Ll}/u).test(text);

/** The words with the partner whom they are about. */
export function doubtOf({ text, of }: LeftWords): string {
  if (of === undefined) return text;
  const { address, beside } = of.draft;
  const names = of.side === 'ahead' ? beside.map(({ name }) => name) : [];
  const words = of.side === 'ahead' ? [text, ...names, address] : [address, text];
  return words.join(' ');
}
