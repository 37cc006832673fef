import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ListRefused } from './list-refused.ts';

/** One record of a CSV, with the physical line that it begins on. */
export type CsvRecord = { line: number; cells: string[] };

const maxRecordBytes = 65_536;
/** Far more than people leave behind; a file of nothing but line ends would cost minutes. */
const mostBlank = 500_000;

/** The records of a CSV that hold anything. Rows may be ragged and quotes may stand inside cells. */
export async function* readRecords(
  text: AsyncIterable<string>,
  layout: { delimiter: string; firstLine: number },
): AsyncGenerator<CsvRecord> {
  let line = layout.firstLine;
  let parsersLine = 0;
  let blank = 0;
  const parser = parse({
    delimiter: layout.delimiter,
    // Given all three, files that mix them are read too; found by itself, the first would decide.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    max_record_size: maxRecordBytes,
    // Lines are counted here because a fault discards the records that were not yet taken.
    on_record: (cells: string[], { lines }) => {
      // Dropped here: a sheet saved whole is a million rows of nothing, and handing each on takes its time.
      if (cells.every((cell) => cell.trim() === '')) {
        blank += 1;
        if (blank > mostBlank) throw new ListRefused('too many rows', { limit: mostBlank });
        line += 1 + (cells.some((cell) => cell !== '') ? breaksIn(cells) : 0);
        parsersLine = lines;
        return null;
      }
      const numbered = [String(line), ...cells];
      line += 1 + breaksIn(cells);
      parsersLine = lines;
      return numbered;
    },
  });
  // Faults of the source come out of the parser, which is what is awaited.
  pipeline(Readable.from(text), parser, () => {});
  try {
    for await (const entry of parser) {
      const [begun, ...cells]: string[] = entry;
      yield { line: Number(begun), cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A record that is too long and spans several lines has a quote left open.
    const spans = typeof error.lines === 'number' && error.lines > parsersLine + 1;
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED' || spans;
    const code = open ? 'unterminated quote' : 'record too long';
    throw new ListRefused(code, { line }, { cause: error });
  }
}

const breaksIn = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + lineBreaks(cell), 0);

function lineBreaks(cell: string): number {
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}
