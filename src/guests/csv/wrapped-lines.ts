/** A line that is one quoted cell: quotes inside are written twice. */
const wrappedLine = /^\s*"((?:[^"]|"")*)"[\s,;\t|]*$/;

/** The line inside the cell, where a spreadsheet took every line of a CSV for one cell and saved it again. */
export function unwrapLine(line: string): string {
  const inner = line.includes('"') ? wrappedLine.exec(line)?.[1] : undefined;
  return inner === undefined ? line : inner.replaceAll('""', '"');
}

/** Whether all of these lines are such cells. */
export const areWrapped = (lines: readonly string[]): boolean =>
  lines.filter((line) => line.trim() !== '').every((line) => wrappedLine.test(line));
