import type { SheetLayout } from './sheet-layout.ts';

/** More rows than a list has: whoever merges those has no list. */
const mostRows = 200_000;

/** Cells over several rows, which hold their value in the first of them alone. Rows come in their order. */
export type MergedCells = {
  /** Fills what reaches into this row, and gives the first value that it filled. */
  fill(line: number, cells: string[]): string | undefined;
};

export function startMerged(merged: SheetLayout['merged']): MergedCells {
  const reaching = rowsReached(merged);
  const values = new Map<string, string>();
  return {
    fill(line, cells) {
      let filled: string | undefined;
      for (const { row, column } of reaching.get(line) ?? []) {
        const key = `${row} ${column}`;
        if (row === line) values.set(key, cells[column] ?? '');
        else if (put(cells, column, values.get(key) ?? '')) filled ??= values.get(key);
      }
      return filled;
    },
  };
}

/** Whether there was a value to put into an empty cell. */
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
