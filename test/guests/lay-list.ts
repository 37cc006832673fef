import type { Wanted } from './judge-list.ts';

/** A list of partners without faults. `name` and `address`: the places of these columns. */
export type CleanList = {
  title: string;
  delimiter: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
  address: number;
  name: number;
};

export type Laid = { lines: string[]; end: string; delimiter: string };

const quoted = (cell: string, delimiter: string) =>
  cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
export const lineOf = (cells: readonly string[], delimiter: string) =>
  cells.map((cell) => quoted(cell, delimiter)).join(delimiter);

/** A list as lines of text. */
export function lay(list: CleanList, delimiter = list.delimiter): Laid {
  return {
    lines: [list.header, ...list.rows].map((row) => lineOf(row, delimiter)),
    end: '\n',
    delimiter,
  };
}

/** The wanted partners. `before`: how many lines come above the headings. */
export function wanted(list: CleanList, before = 0): Wanted[] {
  return list.rows.map((row, index) => ({
    address: row[list.address] ?? '',
    name: row[list.name] ?? '',
    line: index + 2 + before,
  }));
}

export const textOf = ({ lines, end }: Laid) => lines.join(end) + end;

/** Splits a line of `lineOf` into cells, with their quotes. */
export function cellsOf(line: string, delimiter: string): string[] {
  const cells = [''];
  let inside = false;
  for (const sign of line) {
    if (sign === '"') inside = !inside;
    if (sign === delimiter && !inside) cells.push('');
    else cells.push(`${cells.pop()}${sign}`);
  }
  return cells;
}

/** A list with one fault, and the partners that it means all the same. */
export type Polluted = { what: string; bytes: Uint8Array; want: readonly Wanted[] };

export type Pollution = { what: string; apply: (list: CleanList) => Polluted | undefined };

export const made = (what: string, text: string, want: readonly Wanted[]): Polluted => ({
  what,
  bytes: Buffer.from(text),
  want,
});

export const middle = (list: CleanList) => Math.ceil(list.rows.length / 2);
