/** One line of a table: a name, and its cells under the heads. */
export type Row = { name: string; cells: readonly string[] };
export type Table = {
  title: string;
  heads: readonly string[];
  rows: readonly Row[];
  notes?: readonly string[];
};

/** The table in plain text: names to the left, numbers to the right. */
export function tableText({ title, heads, rows, notes = [] }: Table): string {
  const lines = [['', ...heads], ...rows.map(({ name, cells }) => [name, ...cells])];
  const widths = ['', ...heads].map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const text = lines.map((line) =>
    line
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...text, ...notes, ''].join('\n');
}

/** The percentile of the values by nearest rank. `part` is from 0 to 1. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
