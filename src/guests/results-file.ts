import { stringify } from 'csv-stringify/sync';
import { guardFormula, ownColumns, type ResultStatus } from './own-columns.ts';
import type { ListLayout } from './partner-row.ts';

export type ResultRow = {
  cells: readonly string[];
  status: ResultStatus;
  /** In the reader's language. */
  reason: string;
  objectId?: string | undefined;
  requestNumber: number;
};

/**
 * Results, or the faulty rows alone, in the shape that the list came in, so that the file can be
 * mended and dropped in again.
 */
export function writeResults(layout: ListLayout, rows: readonly ResultRow[]): string {
  // Cells under no heading stay in a column of their own: they must not be read as our status.
  const width = rows.reduce(
    (most, { cells }) => Math.max(most, cells.length),
    layout.header.length,
  );
  const widen = (cells: readonly string[]) =>
    Array.from({ length: width }, (_, index) => cells[index] ?? '');
  const records = [
    [...widen(layout.header), ...ownColumns],
    ...rows.map((row) => [
      ...widen(row.cells),
      row.status,
      row.reason,
      row.objectId ?? '',
      String(row.requestNumber),
    ]),
  ];
  const table = stringify(
    records.map((cells) => cells.map(guardFormula)),
    {
      delimiter: layout.delimiter,
      record_delimiter: '\r\n',
      // Unquoted, space at the edges would not survive reading.
      quoted_match: /^\s|\s$|[\r\n]/,
    },
  );
  const preamble = layout.preamble.map((line) => `${guardFormula(line)}\r\n`).join('');
  return `\ufeff${preamble}${table}`;
}
