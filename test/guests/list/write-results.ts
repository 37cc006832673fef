import type { ListLayout } from '../../../src/guests/list/partner-row.ts';
import { type ResultLine, resultsWriter } from '../../../src/guests/list/results-file.ts';

/** Writes a whole results file. */
export function writeResults(layout: ListLayout, rows: readonly ResultLine[]): string {
  const widest = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const file = resultsWriter(layout, widest);
  return file.head() + file.rows(rows);
}
