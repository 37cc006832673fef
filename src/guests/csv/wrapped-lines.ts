/** A line that is one quoted cell, with each quote inside doubled. */
const wrappedLine = /^\s*"((?:[^"]|"")*)"[\s,;\t|]*$/;

/** The line inside such a cell. A spreadsheet makes it when it takes each line of a CSV for one cell and saves that. */
export function unwrapLine(line: string): string {
  const inner = line.includes('"') ? wrappedLine.exec(line)?.[1] : undefined;
  return inner === undefined ? line : inner.replaceAll('""', '"');
}

/** True when all of these lines are such cells. */
export const areWrapped = (lines: readonly string[]): boolean =>
  lines.filter((line) => line.trim() !== '').every((line) => wrappedLine.test(line));
