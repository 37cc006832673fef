/** Reads `B3:B7`: the row and column in which it begins, and its last row. */
export function readRange(ref: string): { row: number; column: number; last: number } | undefined {
  const [, letters = '', from, to] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?$/i.exec(ref) ?? [];
  if (from === undefined) return undefined;
  const column = [...letters.toUpperCase()].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0);
  return { row: Number(from), column: column - 1, last: Number(to ?? from) };
}
