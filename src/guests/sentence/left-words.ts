import { isJobTitle } from '../names/job-in-name.ts';
import { isPhone } from '../names/phone-number.ts';
import { isDomain } from '../text/name-extras.ts';
import type { NameBeside } from './choose-name.ts';
import { type Draft, isOut } from './draft.ts';
import { type Piece, textOf, warns } from './read-pieces.ts';
import { groups, negations } from './word-lists.ts';

/**
 * Words that the reader does not understand. `of`: the partner whom they stand beside, and on which side. `labels`:
 * they stand before a colon, on the line of that partner.
 */
export type LeftWords = {
  gap: number;
  text: string;
  of?: { draft: Draft; side: NameBeside['side']; labels?: true };
};

/** The partner whom words touch, or whom they label. */
export function besideOf(
  { before, after, line, words }: Piece,
  drafts: readonly Draft[],
  index: number,
): Pick<LeftWords, 'of'> {
  const [previous, next] = [drafts[index - 1], drafts[index]];
  // A heading speaks of all below it.
  const text = textOf(words);
  const isLabel = after === ':' && line === next?.line;
  const isGroup = groups.test(text) || isDomain(text, next?.address ?? '');
  if (next !== undefined && isLabel && !isGroup)
    return { of: { draft: next, side: 'ahead', labels: true } };
  if (next !== undefined && (after === '' || isLabel))
    return { of: { draft: next, side: 'ahead' } };
  // `bob@x.example - on leave` says it of Bob.
  const isBehind = before === '' || (before === '-' && line === previous?.line);
  if (previous !== undefined && isBehind) return { of: { draft: previous, side: 'behind' } };
  return {};
}

/**
 * True for a label that nobody knows (`Eraf: bob@x.example`), and for words in small letters beside a partner: they say
 * something of them. Others are firms and titles.
 */
export const mayDeny = ({ text, of }: LeftWords): boolean =>
  of !== undefined &&
  !isOut(of.draft) &&
  !isPhone(text) &&
  !(/^\p{Lu}/u.test(text) && isJobTitle(text)) &&
  (of.labels === true ||
    (of.side === 'ahead' ? /(?:^|[\s(])\p{Ll}/u : /^\(?\p{Ll}/u).test(text) ||
    (of.side === 'behind' && hasNo(text)));

/** `NDA not signed`, `Geen toegang`. */
const hasNo = (text: string): boolean =>
  (text.toLowerCase().match(/[\p{L}'\u2019]+/gu) ?? []).some(
    (word, at) => negations.has(word) && (at > 0 || /\s\p{Ll}/u.test(text)),
  );

/** A line may have thousands of labels, and of addresses behind each. */
const mostBehind = 20;

/** The words with the partner whom they are about; a label with the first ones behind it on its line. */
export function doubtOf({ text, of }: LeftWords, drafts: readonly Draft[]): string {
  if (of === undefined) return text;
  const { address, beside } = of.draft;
  if (of.labels) return `${text}: ${behindLabel(of.draft, drafts)}`;
  const names = of.side === 'ahead' ? beside.map(({ name }) => name) : [];
  const words = of.side === 'ahead' ? [text, ...names, address] : [address, text];
  return words.join(' ');
}

function behindLabel({ line, gap }: Draft, drafts: readonly Draft[]): string {
  // A draft stands at the index of its gap.
  const behind = drafts.slice(gap, gap + mostBehind).filter((each) => each.line === line);
  const named = behind.filter((each) => !isOut(each)).map((each) => each.address);
  const isMore = drafts[gap + mostBehind]?.line === line;
  return `${named.join(', ')}${isMore ? ' \u2026' : ''}`;
}

/**
 * True for a word or two that are an entry of a list: a partner whose address is missing. A cell of the row of another
 * partner is none.
 */
export function isStray(
  piece: Piece,
  isAlone: boolean,
  beside: readonly (Draft | undefined)[],
): boolean {
  const { words, before, after } = piece;
  const isCell = before === '|' || after === '|';
  if (isCell && beside.some((draft) => draft?.line === piece.line)) return false;
  const isWordLike = words.every(({ kind, text }) => kind !== 'note' && /\p{L}/u.test(text));
  const isEntry = /^[,;\n|&]?$/.test(before) && /^[,;\n|&]?$/.test(after);
  const most = isAlone ? 5 : 2;
  return words.length <= most && isWordLike && (isEntry || isAlone) && !warns(piece, false);
}
