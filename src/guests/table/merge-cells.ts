import type { Column } from '../list/list-header.ts';
import { decodeEntities } from '../text/entities.ts';
import { hasAddress } from '../text/find-addresses.ts';
import type { ListRecord } from './list-record.ts';

export type WidthRule = {
  columns: readonly Column[];
  delimiter: string;
  /** How many cells most rows have; undefined when the rows differ. */
  usual: number | undefined;
  /** True for our own results file, which needs no guess. */
  isOurs: boolean;
  /** True when most rows have a space after their separators. */
  spaced: boolean;
  /** True when most names of this list have two words or more, and none has a separator: half a name would show. */
  wholeNames: boolean;
};

/** The cells of one row contain no more separators. */
const mostMerged = 50;

/** Joins cells at a backslash: databases write one before a separator that belongs to the cell. */
export function mergeEscaped(cells: readonly string[], rule: WidthRule): string[] | undefined {
  if (cells.length > rule.columns.length + mostMerged) return undefined;
  if (!cells.some((cell) => cell.endsWith('\\'))) return undefined;
  const merged: string[] = [];
  let isOpen = false;
  for (const cell of cells) {
    const whole = isOpen ? `${merged.pop()?.slice(0, -1)}${rule.delimiter}${cell}` : cell;
    merged.push(whole);
    isOpen = /(?:^|[^\\])(?:\\\\)*\\$/.test(cell);
  }
  return fits(merged, rule) ? merged : undefined;
}

/** Joins `Jos&eacute;` where the semicolon at the end of the entity split it. */
export function mergeEntities(
  { cells: parsed, text = '' }: Pick<ListRecord, 'cells' | 'text'>,
  rule: WidthRule,
): string[] | undefined {
  if (rule.delimiter !== ';' || parsed.length > rule.columns.length + mostMerged) return undefined;
  // The parser drops the space at the edges of a cell, and here it may stand inside a name.
  const raw = text.includes('"') ? [] : text.split(rule.delimiter);
  const cells = raw.length > 1 ? [...raw, ...parsed.slice(raw.length)] : parsed;
  const merged: string[] = [];
  let isOpen = false;
  for (const cell of cells) {
    if (isOpen) merged.push(`${merged.pop()};${cell}`);
    else merged.push(cell);
    isOpen = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31})$/i.test(cell);
  }
  const isRead = merged.some((cell) => decodeEntities(cell) !== cell);
  const isMerged = isRead && merged.length < cells.length && fits(merged, rule);
  return isMerged ? merged.map((cell) => cell.trim()) : undefined;
}

/**
 * Joins `Doe, Jane` in `jane@x.example,Doe, Jane,Fabrikam`: only the comma inside the name has a space after it.
 * `surplus`: how many more cells than headings the row has.
 */
export function mergeSpaced(
  { cells, text }: Pick<ListRecord, 'cells' | 'text'>,
  rule: WidthRule,
  surplus: 0 | 1,
): string[] | undefined {
  if (cells.length - rule.columns.length !== surplus) return undefined;
  if (text === undefined || text.includes('"') || rule.delimiter === '\t') return undefined;
  const raw = text.split(rule.delimiter);
  const spaced = raw.flatMap((cell, index) => (index > 0 && /^ \S/.test(cell) ? [index] : []));
  const [at, ...others] = spaced;
  if (at === undefined || others.length > 0 || raw.length < 3) return undefined;
  const before = (raw[at - 1] ?? '').trim();
  // `Jane Doe, Fabrikam` are two cells.
  if (before === '' || /\s\p{Lu}/u.test(before) || rule.columns[at - 1] !== 'name')
    return undefined;
  const whole = `${before}${rule.delimiter}${raw[at]}`;
  const merged = [...raw.slice(0, at - 1), whole, ...raw.slice(at + 1)];
  if (surplus === 0) merged.push('');
  return fits(merged, rule) ? merged : undefined;
}

/** Drops an empty first cell that moved the address from its place. */
export function moveBack(cells: readonly string[], rule: WidthRule): string[] | undefined {
  const place = rule.columns.indexOf('address');
  if ((cells[0] ?? '').trim() !== '' || hasAddress(cells[place] ?? '')) return undefined;
  const moved = cells.slice(1);
  return fits(moved, rule) ? moved : undefined;
}

/** True when cells stand under the headings, an address where addresses stand. */
export function fits(cells: readonly string[], { columns }: WidthRule): boolean {
  return cells.length === columns.length && hasAddress(cells[columns.indexOf('address')] ?? '');
}
