import type { Column } from '../list/list-header.ts';
import { holdsAddress, isPlainAddress } from '../text/find-addresses.ts';
import type { Table } from './find-table.ts';
import type { ListRecord } from './list-record.ts';

export type Width = {
  cells: readonly string[];
  /** It was read otherwise than it stands. */
  mended?: true;
  /** It cannot be told which cell belongs under which heading. */
  unclear?: true;
};

export type WidthRule = {
  columns: readonly Column[];
  delimiter: string;
  /** How many cells most rows have; undefined where they differ. */
  usual: number | undefined;
  /** Whether the names of this list are whole, and hold no separators: half of one would stand out. */
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
/** More separators do not stand inside the cells of one row. */
const mostMerged = 50;
/** Cells beyond the headings that are kept apart; more are kept together, so that no row makes others wide. */
const mostBeyond = 16;

/**
 * The cells of a row under their headings. A row with another number of cells than there are headings is read where it
 * is plain what was meant; where a separator may stand inside a cell, it is unclear.
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

/** A whole row in one cell: between quotes, or with the separator of another file. */
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

/** Cells without line breaks; quotes count where they enclose a cell. */
export function splitPlainly(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  // Where no quote closes a cell, none further on does: looking for each would take for ever.
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

/** Databases write a backslash before a separator that belongs to the cell. */
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

/** `jane@x.example,Doe, Jane,Fabrikam`: a space stands behind a comma that parts nothing, and behind no other. */
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

/** A separator before everything else moves the address from its place. */
function moveBack(cells: readonly string[], rule: WidthRule): string[] | undefined {
  const place = rule.columns.indexOf('address');
  if ((cells[0] ?? '').trim() !== '' || holdsAddress(cells[place] ?? '')) return undefined;
  const moved = cells.slice(1);
  return fits(moved, rule) ? moved : undefined;
}

function fits(cells: readonly string[], { columns }: WidthRule): boolean {
  return cells.length === columns.length && holdsAddress(cells[columns.indexOf('address')] ?? '');
}

/** Empty cells behind the last heading hide nothing where all rows have them, or where nothing can have moved. */
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
