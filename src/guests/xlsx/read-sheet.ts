/** A row as the sheet has it: its number, and its cells as text. */
export type SheetRow = { line: number; cells: string[] };

/**
 * Streams the rows of one sheet in the order of the file: at most `most` rows, all for 0. Only this file knows the
 * library. Throws what the library throws.
 */
export async function* readSheet(
  bytes: Uint8Array,
  sheet: number,
  most: number,
): AsyncGenerator<SheetRow> {
  // Read with the first workbook, not with the bot.
  const { streamXlsxRows } = await import('hucre/xlsx');
  for await (const { index, values } of streamXlsxRows(bytes, { sheet, maxRows: most })) {
    yield { line: index + 1, cells: values.map(cellText) };
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayOf(value);
  // A day that a sheet stores as text comes with a time that nobody wrote.
  if (typeof value === 'string')
    return value.replace(/^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?Z?$/, '$1');
  return String(value);
}

/** A sheet stores a day as a number, which may miss midnight by less than a second. */
function dayOf(date: Date): string {
  const time = date.getTime();
  return Number.isNaN(time) ? '' : new Date(time + 500).toISOString().slice(0, 10);
}
