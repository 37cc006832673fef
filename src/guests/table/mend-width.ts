import type { Column } from '../list/list-header.ts';
import { isPlainAddress } from '../text/find-addresses.ts';
import type { Table } from './find-table.ts';
import type { ListRecord } from './list-record.ts';
import {
  fits,
  mergeEntities,
  mergeEscaped,
  mergeSpaced,
  moveBack,
  type WidthRule,
} from './merge-cells.ts';

export type Width = {
  cells: readonly string[];
  /** The reader split the line in another way than its separators do. */
  mended?: true;
  /** The reader cannot tell which cell belongs under which heading. */
  unclear?: true;
  /** Cells are missing, and the cells that follow may stand under a wrong heading. */
  short?: true;
};

/** Reads from the first rows of a table how wide the others are. */
export function usualWidth(
  sample: readonly ListRecord[],
  { columns, own }: Pick<Table, 'columns' | 'own'>,
): Pick<WidthRule, 'usual' | 'wholeNames' | 'spaced' | 'isOurs'> {
  const counts = new Map<number, number>();
  for (const { cells } of sample) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [usual, most = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const place = columns.indexOf('name');
  const names = sample.flatMap(({ cells }) => (cells[place] ?? '').trim() || []);
  const whole = names.filter((name) => /\S\s+\S/.test(name));
  const spaced = sample.filter(({ text }) => spacedTwice.test(text ?? ''));
  return {
    isOurs: own !== undefined,
    spaced: spaced.length > sample.length / 2,
    usual: most > 1 && most > sample.length / 2 ? usual : undefined,
    wholeNames: whole.length > names.length / 2 && !names.some((name) => /[,;|]/.test(name)),
  };
}

const spacedTwice = /[,;|] .*[,;|] /;
const delimiters = [',', ';', '\t', '|', '^', '~'];
/** The reader keeps so many cells beyond the headings and joins the rest, so that one row does not widen all others. */
const mostBeyond = 16;

/**
 * Puts the cells of a row under their headings. If there are more or fewer cells than headings, the reader mends the
 * row when only one reading makes sense. When a separator may belong to a cell, the row is unclear.
 */
export function mendWidth(record: Pick<ListRecord, 'cells' | 'text'>, rule: WidthRule): Width {
  const { cells } = record;
  const expected = rule.columns.length;
  if (cells.length === expected) return rule.isOurs ? { cells } : mendExact(record, rule);
  const again = splitAgain(record, rule);
  if (again !== undefined) return again;
  // A workbook has no separators that can be missing.
  const mayMove = record.text !== undefined && isShort(cells, rule);
  if (cells.length < expected) return mayMove ? { cells, short: true } : { cells };
  const merged =
    mergeEscaped(cells, rule) ??
    mergeEntities(record, rule) ??
    mergeSpaced(record, rule, 1) ??
    moveBack(cells, rule);
  if (merged !== undefined) return { cells: merged, mended: true };
  const kept = cut(cells, expected, rule.delimiter);
  const isBlank = cells.slice(expected).every((cell) => cell.trim() === '');
  if (!isBlank || isHarmless(cells, rule)) return { cells: kept };
  return { cells: kept, unclear: true };
}

/** Mends a row of the right width: a separator inside a name makes up for a last cell that is missing. */
function mendExact(record: Pick<ListRecord, 'cells' | 'text'>, rule: WidthRule): Width {
  const { cells, text = '' } = record;
  if (rule.delimiter === ';' && text.includes('&')) {
    const whole = mergeEntities({ text, cells: [...cells, ''] }, rule);
    if (whole !== undefined) return { cells: whole, mended: true };
  }
  if (rule.spaced || !text.includes(`${rule.delimiter} `)) return { cells };
  const merged = mergeSpaced(record, rule, 0);
  if (merged !== undefined) return { cells: merged, mended: true };
  // `Fabrikam, Inc.` before a name: what stands under its heading may be half a company.
  const isAlone = !text.includes('"') && text.split(`${rule.delimiter} `).length === 2;
  const raw = isAlone ? text.split(rule.delimiter) : [];
  const isCut = raw.some(
    (cell, place) =>
      place > 0 && /^ \S/.test(cell) && nameKinds.has(rule.columns[place] ?? 'unknown'),
  );
  return isCut ? { cells, mended: true } : { cells };
}

/** True when the other rows have all cells, and the last cell of this one is under a heading for names. */
function isShort(cells: readonly string[], { columns, usual }: WidthRule): boolean {
  const place = columns.findLastIndex((column) => nameKinds.has(column));
  return usual === columns.length && place >= 0 && place === cells.length - 1;
}

const nameKinds: ReadonlySet<Column> = new Set(['name', 'given', 'family']);

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
