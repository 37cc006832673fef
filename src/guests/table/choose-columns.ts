import { type Column, readHeader } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListNote } from '../list/partner-row.ts';
import { chooseAddresses } from './address-columns.ts';
import { settleCalls } from './call-columns.ts';
import { cellAt, filledCells, type Rows, titleOf, unread } from './column-evidence.ts';
import { chooseNames, nameBare } from './name-columns.ts';

export type ChosenColumns = { columns: readonly Column[]; notes: readonly ListNote[] };

/**
 * Decides what each column contains, by its heading and by the cells below it. When two columns may contain one thing,
 * the reader chooses only if the headings or the cells show which, and adds a note. Throws ListRefused otherwise.
 */
export function chooseColumns(header: readonly string[], rows: Rows): ChosenColumns {
  const columns = settleCalls(header, dropTwins(header, readHeader(header), rows), rows);
  const { place, byCells } = chooseAddresses(header, columns, rows);
  const chosen = columns.map((column, index): Column => {
    if (index === place) return 'address';
    return column === 'address' ? 'unknown' : column;
  });
  if (header.every((cell) => cell === '')) return nameBare(chosen, rows);
  const taken: ListNote[] = byCells
    ? [{ code: 'address column taken', values: { column: titleOf(header, place) } }]
    : [];
  const named = chooseNames(header, chosen, rows);
  return { columns: named.columns, notes: [...taken, ...named.notes] };
}

/** Drops one of two columns for one thing, if it is empty or says the same. Throws ListRefused if neither is. */
function dropTwins(
  header: readonly string[],
  columns: readonly Column[],
  rows: Rows,
): readonly Column[] {
  const left = [...columns];
  const seen = new Map<Column, number>();
  for (const [index, column] of columns.entries()) {
    if (unread(column) || column === 'ignored') continue;
    const other = seen.get(column);
    if (other === undefined) {
      seen.set(column, index);
      continue;
    }
    const surplus = surplusOf(rows, other, index);
    if (surplus === 'none') {
      const values = { column: titleOf(header, index), other: titleOf(header, other) };
      throw new ListRefused('duplicate column', values);
    }
    left[surplus] = 'unknown';
    if (surplus === other) seen.set(column, index);
  }
  return left;
}

/** The column that adds nothing to the other. */
function surplusOf(rows: Rows, one: number, two: number): number | 'none' {
  if (rows.length === 0) return 'none';
  const isSame = rows.every((row) => cellAt(row, one) === cellAt(row, two));
  if (isSame || filledCells(rows, two).length === 0) return two;
  return filledCells(rows, one).length === 0 ? one : 'none';
}
