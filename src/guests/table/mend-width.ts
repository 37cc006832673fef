import type { Column } from '../list/list-header.ts';
import { hasAddress, isPlainAddress } from '../text/find-addresses.ts';
import type { Table } from './find-table.ts';
import type { ListRecord } from './list-record.ts';

export type Width = {
  cells: readonly string[];
  /** The reader split the line in another way than its separators do. */
  mended?: true;
  /** The reader cannot tell which cell belongs under which heading. */
  unclear?: true;
};

export type WidthRule = {
  columns: readonly Column[];
  delimiter: string;
  /** How many cells most rows have; undefined when the rows differ. */
  usual: number | undefined;
  /** True when most names of this list have two words or more, and none has a separator: half a name would show. */
  wholeNames: boolean;
};

/** What the first rows of a table show about the others. */
export function usualWidth(
  sample: readonly ListRecord[],
  { columns }: Pick<Table, 'columns'>,
): Pick<WidthRule, 'usual' | 'wholeNames'> {
  const counts = new Map<number, number>();
  for (const { cells } of sample) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [usual, most = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const place = columns.indexOf('name');
  const names = sample.flatMap(({ cells }) => (cells[place] ?? '').trim() || []);
  const whole = names.filter((name) => /\S\s+\S/.test(name));
  return {
    usual: most > 1 && most > sample.length / 2 ? usual : undefined,
    wholeNames: whole.length > names.length / 2 && !names.some((name) => /[,;|]/.test(name)),
  };
}

const delimiters = [',', ';', '\t', '|', '^', '~'];
/** The cells of one row contain no more separators. */
const mostMerged = 50;
/** The reader keeps so many cells beyond the headings and joins the rest, so that one row does not widen all others. */
const mostBeyond = 16;

/**
 * Puts the cells of a row under their headings. If there are more or fewer cells than headings, the reader mends the
 * row when only one reading makes sense. When a separator may belong to a cell, the row is unclear.
 */
export function mendWidth(record: Pick<ListRecord, 'cells' | 'text'>, rule: WidthRule): Width {
  const { cells } = record;
  const expected = rule.columns.length;
  if (cells.length === expected) return { cells };
  const again = splitAgain(record, rule);
  if (again !== undefined || cells.length < expected) return again ?? { cells };
  const merged = mergeEscaped(cells, rule) ?? mergeSpaced(record, rule) ?? moveBack(cells, rule);
  if (merged !== undefined) return { cells: merged, mended: true };
  const kept = cut(cells, expected, rule.delimiter);
  const isBlank = cells.slice(expected).every((cell) => cell.trim() === '');
  if (!isBlank || isHarmless(cells, rule)) return { cells: kept };
  return { cells: kept, unclear: true };
}

/** Splits a whole row in one cell: between quotes, or with the separator of another file. */
function splitAgain(
  { cells, text }: Pick<ListRecord, 'cells' | 'text'>,
  rule: WidthRule,
): Width | undefined {
  const { columns, delimiter } = rule;
  const place = columns.indexOf('address');
  if (columns.length < 2 || isPlainAddress((cells[place] ?? '').trim())) return undefined;
  const [only = '', ...others] = cells;
  const whole = others.length === 0 ? only : (text ?? '');
  for (const other of [delimiter, ...delimiters]) {
    if (!whole.includes(other)) continue;
    const parts = splitPlainly(whole, other);
    if (fits(parts, rule)) return { cells: parts, mended: true };
  }
  return undefined;
}

/** Splits one line into cells. Quotes count only if they enclose a whole cell. */
export function splitPlainly(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  // If no quote closes this cell, none closes a later one. A search for each would take quadratic time.
  let mayClose = true;
  let at = 0;
  while (at <= text.length) {
    const opens = mayClose && text.charAt(at) === '"';
    const quoted = opens ? closing(text, at + 1, delimiter) : -1;
    if (opens && quoted < 0) mayClose = false;
    const end = endOfCell(text, delimiter, quoted < 0 ? at : quoted + 1);
    cells.push(quoted < 0 ? text.slice(at, end) : text.slice(at + 1, quoted).replaceAll('""', '"'));
    at = end + delimiter.length;
  }
  return cells;
}

function endOfCell(text: string, delimiter: string, from: number): number {
  const at = text.indexOf(delimiter, from);
  return at < 0 ? text.length : at;
}

function closing(text: string, from: number, delimiter: string): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    const after = text.charAt(at + 1);
    if (after === '' || after === delimiter) return at;
    if (after === '"') at += 1;
  }
  return -1;
}

/** Joins cells at a backslash: databases write one before a separator that belongs to the cell. */
function mergeEscaped(cells: readonly string[], rule: WidthRule): string[] | undefined {
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

/** Joins `Doe, Jane` in `jane@x.example,Doe, Jane,Fabrikam`: only the comma inside the name has a space after it. */
function mergeSpaced({ cells, text }: Pick<ListRecord, 'cells' | 'text'>, rule: WidthRule) {
  const surplus = cells.length - rule.columns.length;
  if (text === undefined || text.includes('"') || rule.delimiter === '\t') return undefined;
  const raw = text.split(rule.delimiter);
  const spaced = raw.flatMap((cell, index) => (index > 0 && /^ \S/.test(cell) ? [index] : []));
  const [at, ...others] = spaced;
  if (at === undefined || others.length > 0 || surplus !== 1) return undefined;
  const before = (raw[at - 1] ?? '').trim();
  // `Jane Doe, Fabrikam` are two cells.
  if (before === '' || /\s\p{Lu}/u.test(before) || rule.columns[at - 1] !== 'name')
    return undefined;
  const whole = `${before}${rule.delimiter}${raw[at]}`;
  const merged = [...raw.slice(0, at - 1), whole, ...raw.slice(at + 1)];
  return fits(merged, rule) ? merged : undefined;
}

/** Drops an empty first cell that moved the address from its place. */
function moveBack(cells: readonly string[], rule: WidthRule): string[] | undefined {
  const place = rule.columns.indexOf('address');
  if ((cells[0] ?? '').trim() !== '' || hasAddress(cells[place] ?? '')) return undefined;
  const moved = cells.slice(1);
  return fits(moved, rule) ? moved : undefined;
}

function fits(cells: readonly string[], { columns }: WidthRule): boolean {
  return cells.length === columns.length && hasAddress(cells[columns.indexOf('address')] ?? '');
}

/** True when empty cells after the last heading hide no error: most rows have them, or no cell can have moved. */
function isHarmless(cells: readonly string[], { columns, usual, wholeNames }: WidthRule): boolean {
  const place = columns.indexOf('address');
  const others = cells.flatMap((cell, index) =>
    cell.trim() !== '' && index !== place ? [index] : [],
  );
  const [only] = others;
  if (only === undefined) return true;
  if (others.length === 1 && (only < place || columns[only] === 'name')) return true;
  const name = (cells[columns.indexOf('name')] ?? '').trim();
  return wholeNames && (usual === cells.length || /^\p{Lu}\S*(?: \S+)* \p{Lu}\S+$/u.test(name));
}

function cut(cells: readonly string[], expected: number, delimiter: string): readonly string[] {
  const most = expected + mostBeyond;
  if (cells.length <= most) return cells;
  const filled = cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
  if (filled.length <= most) return filled;
  return [...filled.slice(0, most), filled.slice(most).join(delimiter).slice(0, 4096)];
}
