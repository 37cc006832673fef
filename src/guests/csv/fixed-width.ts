import { isHeader } from '../table/find-table.ts';
import { hasAddress } from '../text/find-addresses.ts';

/** Turns one line into another that the reader can split. */
export type Reshape = (line: string) => string;

/** So many lines show where columns begin. */
const linesToSee = 150;
const gap = / {2,}/;
const mostOfLines = 0.8;

/**
 * Makes the function that puts a tab between the cells of a line, for text in columns of a fixed width, as terminals
 * and old systems write it. Undefined for other text. A line whose words run over the edge of a column stays whole.
 */
export function fixedWidth(lines: readonly string[]): Reshape | undefined {
  const filled = lines.slice(0, linesToSee).filter((line) => line.trim() !== '');
  if (filled.some((line) => line.includes('\t'))) return undefined;
  const starts = ruledStarts(filled) ?? headedStarts(filled) ?? alignedStarts(filled);
  const body = filled.filter(hasAddress);
  const isMost = (kept: readonly string[]) =>
    body.length > 0 && kept.length >= body.length * mostOfLines;
  if (starts !== undefined && isMost(body.filter((line) => keepsTo(line, starts)))) {
    return (line) => (keepsTo(line, starts) ? cells(line, starts).join('\t') : line);
  }
  // Spaces part the cells, but do not put them under each other.
  const count = parted(headingsIn(filled) ?? '').length;
  if (count < 2 || !isMost(body.filter((line) => parted(line).length === count))) return undefined;
  return (line) => (parted(line).length === count ? parted(line).join('\t') : line);
}

const parted = (line: string): string[] => line.trim().split(gap);

/** By the rule below the headings: each of its dashes stands under one column. */
function ruledStarts(lines: readonly string[]): number[] | undefined {
  const rule = lines.slice(0, 40).find((line) => /^\s*-{2,}(?: +-{2,})+\s*$/.test(line));
  return rule === undefined ? undefined : startsOf(rule, /-+/g);
}

/** Headings that stand apart, one of them for the addresses. */
const headingsIn = (lines: readonly string[]): string | undefined =>
  lines.slice(0, 40).find((line) => gap.test(line.trim()) && isHeader({ cells: parted(line) }));

function headedStarts(lines: readonly string[]): number[] | undefined {
  const header = headingsIn(lines);
  return header === undefined ? undefined : startsOf(header, /\S+(?: \S+)*/g);
}

/** Without headings: the places at which every line has two spaces, and most lines go on behind them. */
function alignedStarts(lines: readonly string[]): number[] | undefined {
  const [first = '', ...others] = lines;
  if (others.length < 2 || !gap.test(first)) return undefined;
  const starts = startsOf(first, /\S+(?: \S+)*/g).filter((start) =>
    others.every((line) => start === 0 || isGap(line, start)),
  );
  return starts.length > 1 ? starts : undefined;
}

const isGap = (line: string, start: number): boolean =>
  line.length <= start || (line.slice(start - 2, start) === '  ' && line.charAt(start) !== ' ');

const startsOf = (line: string, word: RegExp): number[] =>
  [...line.matchAll(word)].map(({ index }, place) => (place === 0 ? 0 : index));

/** True when each column of a line begins behind a space. */
const keepsTo = (line: string, starts: readonly number[]): boolean =>
  line.length > (starts[1] ?? 0) &&
  starts.every((start) => start === 0 || line.length <= start || line.charAt(start - 1) === ' ');

const cells = (line: string, starts: readonly number[]): string[] =>
  starts.map((start, index) => line.slice(start, starts[index + 1]).trim());
