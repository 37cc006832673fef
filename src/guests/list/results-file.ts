import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { guardFormula } from './formulas.ts';
import type { ListLayout } from './partner-row.ts';
import { ownColumns, type ResultStatus } from './result-columns.ts';

export type ResultLine = {
  cells: readonly string[];
  status: ResultStatus;
  /** In the language of the person who gets the file. */
  reason: string;
  objectId?: string | undefined;
  requestNumber: number;
};

/** Other work waits only milliseconds for so many cells to be written, even if each looks like a formula. */
const cellsAtOnce = 5_000;

/**
 * Writes results, or only the faulty rows, in the layout of the requester's list, so that the requester can correct the
 * file and send it again. Writes it in parts: the head, then rows, some at a time. `widest`: the most cells in a row.
 */
export function resultsWriter(layout: ListLayout, widest: number) {
  // Cells under no heading keep a column of their own. Otherwise the reader would take them for our status.
  const width = Math.max(layout.header.length, widest);
  const widen = (cells: readonly string[]) =>
    Array.from({ length: width }, (_, index) => cells[index] ?? '');
  const write = (records: readonly string[][]) =>
    stringify(
      records.map((cells) => cells.map(guardFormula)),
      {
        delimiter: layout.delimiter,
        record_delimiter: '\r\n',
        // The reader drops space at the edges of a cell without quotes.
        quoted_match: /^\s|\s$|[\r\n]/,
      },
    );
  const lines = (rows: readonly ResultLine[]): string =>
    write(
      rows.map((row) => [
        ...widen(row.cells),
        row.status,
        row.reason,
        row.objectId ?? '',
        String(row.requestNumber),
      ]),
    );
  return {
    head(): string {
      const preamble = layout.preamble.map((line) => `${guardFormula(line)}\r\n`).join('');
      return `\ufeff${preamble}${write([[...widen(layout.header), ...ownColumns]])}`;
    },
    rows: lines,
    /** The same in pieces, with room for other work between them. */
    async *pieces(rows: readonly ResultLine[]): AsyncGenerator<string> {
      const atOnce = Math.max(1, Math.floor(cellsAtOnce / width));
      for (let at = 0; at < rows.length; at += atOnce) {
        await setImmediate();
        yield lines(rows.slice(at, at + atOnce));
      }
    },
  };
}
