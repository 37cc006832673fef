import type { Column } from '../list/list-header.ts';
import { isAnswer } from '../marks/state-words.ts';
import { findAddresses, hasAddress } from '../text/find-addresses.ts';
import { looksLikeName } from '../text/person-name.ts';

/** The first rows of a table. They show what its columns contain. */
export type Rows = readonly (readonly string[])[];

/** True for a column without a heading, or with one that the reader does not know. */
export const unread = (column: Column | undefined): boolean =>
  column === 'unknown' || column === 'unnamed';

/** How the bot names a column to people: by its heading, or by its number. */
export const titleOf = (header: readonly string[], index: number): string =>
  header[index]?.trim().slice(0, 80) || `${index + 1}`;

/** How the bot names two columns to people. If both have one heading, their numbers tell them apart. */
export function bothTitles(
  header: readonly string[],
  index: number,
  second: number,
): { column: string; other: string } {
  const [column, other] = [titleOf(header, index), titleOf(header, second)];
  return column === other
    ? { column: `${column} (${index + 1})`, other: `${other} (${second + 1})` }
    : { column, other };
}

/** The part of a whole, 0 to 1. Of nothing it is 0. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** A cell without the spaces around it. Empty where the row is shorter. */
export const cellAt = (row: readonly string[], index: number): string => (row[index] ?? '').trim();

/** The cells of a column that are not empty. */
export const filledCells = (rows: Rows, index: number): string[] =>
  rows.flatMap((row) => cellAt(row, index) || []);

/** True when most cells are an address, perhaps with a name. Sentences that mention an address do not count. */
export function hasAddresses(rows: Rows, index: number): boolean {
  const cells = filledCells(rows, index);
  const addresses = cells.filter(
    (cell) => hasAddress(cell) && findAddresses(cell).rest.split(/\s+/).length <= 6,
  );
  return share(cells.length, rows.length) >= 0.2 && share(addresses.length, cells.length) > 0.5;
}

const several = /\S[\s,]+\S|^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u;
const company =
  /\b(?:inc|ltd|llc|gmbh|ag|bv|nv|s\.?a|sarl|corp|company|group|holding|university|ministry|bank)\b\.?|&/i;

type Named = { names: number; whole: number };

/** What the columns of these rows are, once counted. Several rules ask for it, and a wide list has many cells. */
const counted = new WeakMap<Rows, Map<number, Named>>();

/** The shares of the cells that look like names, and that are whole names. */
function namedIn(rows: Rows, index: number): Named {
  const columns = counted.get(rows) ?? new Map<number, Named>();
  counted.set(rows, columns);
  const known = columns.get(index);
  if (known !== undefined) return known;
  const cells = filledCells(rows, index);
  const names = cells.filter((cell) => looksLikeName(cell) && !isAnswer(cell));
  const named = {
    names: share(names.length, cells.length),
    whole: share(names.filter(isWhole).length, cells.length),
  };
  columns.set(index, named);
  return named;
}

/** True when most cells look like names, and at least the share `whole` of them are whole names. */
export function hasNames(rows: Rows, index: number, whole = 0.5): boolean {
  const named = namedIn(rows, index);
  return named.names > 0.8 && named.whole >= whole;
}

/** The share of the cells that are a person's whole name: two words or more. */
export const wholeNames = (rows: Rows, index: number): number => namedIn(rows, index).whole;

/** How well a column serves as the one of names: by its filled cells, and twice by its whole names. */
export const nameWorth = (rows: Rows, index: number): number =>
  share(filledCells(rows, index).length, rows.length) + 2 * wholeNames(rows, index);

/** True for a name of several words that is no company's. */
export const isWholeName = (cell: string): boolean => looksLikeName(cell) && isWhole(cell);

const isWhole = (name: string): boolean => !company.test(name) && several.test(name);

/** True for `Jane Doe <jane@x.example>`. */
export function isNamedAddress(cell: string): boolean {
  const at = cell.search(/[<(]/);
  return at > 0 && /\p{L}/u.test(cell.slice(0, at));
}
