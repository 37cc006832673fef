import { ListRefused } from '../list/list-refused.ts';
import { isHeader } from '../table/find-table.ts';
import { splitPlainly } from '../table/mend-width.ts';
import { hasAddress } from '../text/find-addresses.ts';
import {
  closeCell,
  closesCell,
  lengthenCell,
  longestRecord,
  type OpenCell,
  openCell,
  unclosedRecord,
} from './open-cell.ts';
import type { RawRecord, RecordShape } from './raw-record.ts';
import { type Scan, scanQuotes } from './scan-quotes.ts';
import type { Lines } from './text-lines.ts';

export type RecordAssembler = {
  push(lines: Lines): RawRecord[];
  /** The last records, and how many blank lines come after them. */
  end(): { records: RawRecord[]; blank: number };
  /** The number of the last line that it took. */
  line(): number;
};

/** Far more than people leave in a file. A file of nothing but line ends would cost minutes. */
const mostBlank = 500_000;
/** Headings are among the first lines. */
const linesToHeader = 60;

/**
 * Joins physical lines into records. A quoted cell may span lines. If one of them is a row of the table by itself, the
 * quotation mark that opened the cell is a slip, and the cell's record ends before that row.
 */
export function startRecords(shape: RecordShape): RecordAssembler {
  const isBlank = blankLine(shape.delimiter);
  const isRow = rowLine(shape);
  const mayClose = new RegExp(`"\\s*(?:${escapeSign(shape.delimiter)}|$)`);
  let [line, blank] = [0, 0];
  let open: OpenCell | undefined;
  let records: RawRecord[] = [];

  function takeLine(text: string, end: string): void {
    line += 1;
    if (text.length > longestRecord) throw new ListRefused('record too long', { line });
    if (open === undefined) begin(text, end);
    else if (isRow(text, { line, open })) {
      finish(unclosedRecord(open, shape));
      begin(text, end);
    } else lengthen(open, text, end);
  }

  function lengthen(cell: OpenCell, text: string, end: string): void {
    lengthenCell(cell, text, end);
    const record = mayClose.test(text) ? closeCell(cell, shape) : undefined;
    if (record !== undefined) finish(record);
  }

  function begin(text: string, end: string): void {
    if (isBlank(text)) {
      blank += 1;
      if (blank > mostBlank) throw new ListRefused('too many rows', { limit: mostBlank });
      return;
    }
    const scan = scanQuotes(text, shape.delimiter, shape.width);
    if (scan.kind === 'open') open = openCell({ text, end }, { line, blank }, shape.delimiter);
    else records.push({ line, lines: 1, blank, text, ...oddly(scan, line) });
    blank = 0;
  }

  function finish(record: RawRecord): void {
    open = undefined;
    records.push(record);
  }

  function give(): RawRecord[] {
    const given = records;
    records = [];
    return given;
  }

  return {
    push({ texts, ends }) {
      for (const [index, text] of texts.entries()) takeLine(text, ends[index] ?? '');
      return give();
    },
    end() {
      if (open !== undefined) finish(unclosedRecord(open, shape));
      return { records: give(), blank };
    },
    line: () => line,
  };
}

/** The record's parts from a line with odd quotation marks. */
function oddly(scan: Scan, line: number): Partial<RawRecord> {
  if (scan.kind !== 'odd') return {};
  const { cells, slip, unclear } = scan;
  if (unclear)
    return { cells, problems: [{ code: 'quote not closed', values: { line, last: line } }] };
  return slip ? { cells, said: 'quotes mended' } : { cells };
}

/** Makes the test that is true for a line inside an open cell if it is a row of the table, or its headings. */
function rowLine(shape: RecordShape) {
  const { delimiter } = shape;
  const known = new Set([...(shape.widths ?? []), shape.width]);
  return (text: string, { line, open }: { line: number; open: OpenCell }): boolean => {
    if (closesCell(open, text, delimiter)) return false;
    const cells = splitPlainly(text, delimiter);
    if (text.includes('@')) return isRowOf(shape, { text, cells, known }, open);
    return line <= linesToHeader && cells.length > 1 && isHeader({ cells });
  };
}

type Split = { text: string; cells: readonly string[]; known: ReadonlySet<number | undefined> };

function isRowOf({ width, place }: RecordShape, { text, cells, known }: Split, open: OpenCell) {
  const count = cells.length;
  if (width === undefined) return (count === open.first || count > 1) && hasAddress(text);
  if (!known.has(count)) return false;
  if (width > 1 && count === 1 && holdsAddresses(open)) return false;
  return hasAddress(place === undefined ? text : (cells[place] ?? ''));
}

/** Perhaps several addresses in one cell, each on a line of its own. */
const holdsAddresses = ({ first, texts: [opening = ''] }: OpenCell): boolean =>
  first === 1 && hasAddress(opening);

const escapeSign = (sign: string) => sign.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');

/**
 * Makes the test for blank lines. A line of only separators and quotes is blank too: spreadsheets leave such lines. So
 * is one that only rules off a table, as programs draw it: `+------+------+`.
 */
function blankLine(delimiter: string): (text: string) => boolean {
  const empty = new RegExp(`^[\\s"${escapeSign(delimiter)}]*$`);
  const rule = new RegExp(`^[\\s=+|:_\u2500-\u257f${escapeSign(delimiter)}-]*$`);
  return (text) => {
    if (text === '') return true;
    if (!/^[\s"]|^[^\p{L}\p{N}]/u.test(text)) return false;
    return empty.test(text) || (/-{3}|={3}|\u2500{3}|\u2550{3}/.test(text) && rule.test(text));
  };
}
