import { type Column, isCall } from '../list/list-header.ts';
import { cellAt, type Rows, share } from './column-evidence.ts';

/**
 * What a column called `Name` or `Naam` holds beside columns for parts of names. Its cells show it: they repeat the
 * parts where it is the whole name, and none of them where it is something else's.
 */
export function settleCalls(
  header: readonly string[],
  columns: readonly Column[],
  rows: Rows,
): readonly Column[] {
  const at = header.findIndex((heading) => isCall(heading));
  const parts = columns.flatMap((column, index) =>
    index !== at && (column === 'given' || column === 'family') ? [index] : [],
  );
  if (at < 0 || parts.length === 0 || columns[at] === 'unknown') return columns;
  const filled = rows.filter(
    (row) => cellAt(row, at) !== '' && parts.some((index) => cellAt(row, index) !== ''),
  );
  const repeating = filled.filter((row) => repeats(row, at, parts));
  const isWhole = share(repeating.length, filled.length) > 0.5;
  if (columns[at] === 'name') {
    // Beside both parts a name that shares nothing with them is a company's.
    return filled.length > 0 && repeating.length === 0 && parts.length > 1
      ? columns.with(at, 'unknown')
      : columns;
  }
  return isWhole ? columns.with(at, 'name') : columns;
}

/** Whether the cell has one of the parts as a word beside others. */
function repeats(row: readonly string[], at: number, parts: readonly number[]): boolean {
  const words = wordsOf(cellAt(row, at));
  return (
    words.length > 1 &&
    parts.some((index) => {
      const part = wordsOf(cellAt(row, index));
      return (
        part.length > 0 && part.length <= words.length && part.every((word) => words.includes(word))
      );
    })
  );
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
