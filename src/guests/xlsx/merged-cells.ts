import type { SheetLayout } from './sheet-layout.ts';
import type { StruckRow } from './struck-cells.ts';

/** No list has merged cells over more rows. */
const mostRows = 200_000;

/** Merged cells over several rows. Only the first row has the value. Rows come in their order. */
export type MergedCells = {
  /**
   * Fills the merged cells that reach into this row, without what is struck through in them. Returns the first value
   * that it filled in.
   */
  fill(line: number, cells: string[], struck: StruckRow | undefined): string | undefined;
};

/** Starts to fill the rows that a merged cell covers with its value. */
export function startMerged(merged: SheetLayout['merged']): MergedCells {
  const reaching = rowsReached(merged);
  const values = new Map<string, string>();
  return {
    fill(line, cells, struck) {
      let filled: string | undefined;
      for (const { row, column } of reaching.get(line) ?? []) {
        const key = `${row} ${column}`;
        if (row === line) values.set(key, struck?.get(column)?.left ?? cells[column] ?? '');
        else if (put(cells, column, values.get(key) ?? '')) filled ??= values.get(key);
      }
      return filled;
    },
  };
}

/** Puts a value into an empty cell. False when there is no value, or the cell is not empty. */
function put(cells: string[], column: number, value: string): boolean {
  if (value === '' || (cells[column] ?? '') !== '') return false;
  while (cells.length < column) cells.push('');
  cells[column] = value;
  return true;
}

function rowsReached(merged: SheetLayout['merged']) {
  const rows = new Map<number, { row: number; column: number }[]>();
  let reached = 0;
  for (const { row, column, last } of merged) {
    for (let line = row; line <= last && reached < mostRows; line += 1) {
      reached += 1;
      const before = rows.get(line);
      if (before === undefined) rows.set(line, [{ row, column }]);
      else before.push({ row, column });
    }
  }
  return rows;
}
