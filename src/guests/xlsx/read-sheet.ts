import { streamXlsxRows } from 'hucre/xlsx';

/** A row as the sheet has it: its number, and its cells as text. */
export type SheetRow = { line: number; cells: string[] };

/**
 * The rows of one sheet that are in the file, in the order in which they stand there; of `most` the first so many, of 0
 * all. The only file that knows the library. Throws whatever the library throws.
 */
export async function* readSheet(
  bytes: Uint8Array,
  sheet: number,
  most: number,
): AsyncGenerator<SheetRow> {
  for await (const { index, values } of streamXlsxRows(bytes, { sheet, maxRows: most })) {
    yield { line: index + 1, cells: values.map(cellText) };
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayOf(value);
  // Days that are stored as text of their own come with a time that nobody wrote.
  if (typeof value === 'string')
    return value.replace(/^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?Z?$/, '$1');
  return String(value);
}

/** Days are numbers that may miss midnight by less than a second. */
function dayOf(date: Date): string {
  const time = date.getTime();
  return Number.isNaN(time) ? '' : new Date(time + 500).toISOString().slice(0, 10);
}
