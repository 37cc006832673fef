import { ListRefused } from '../list/list-refused.ts';
import type { Reason } from '../reason.ts';
import { isHeader } from '../table/find-table.ts';
import { splitPlainly } from '../table/mend-width.ts';
import { holdsAddress } from '../text/find-addresses.ts';
import { readQuoted, type Scan, scanQuotes } from './scan-quotes.ts';
import type { Lines } from './text-lines.ts';

/** A record before its cells are read: sound for csv-parse, or with the cells that its odd marks leave. */
export type RawRecord = {
  line: number;
  lines: number;
  blank: number;
  text: string;
  cells?: readonly string[];
  problems?: readonly Reason[];
  /** What there is to say about its quotation marks. */
  said?: 'quotes mended' | 'lines in a cell';
};

/** What is known of the table: its separator, how many cells its rows have, and in which the address stands. */
export type RecordShape = {
  delimiter: string;
  width?: number;
  place?: number;
  /** What other numbers of cells its rows have. */
  widths?: readonly number[];
};

export type RecordAssembler = {
  push(lines: Lines): RawRecord[];
  /** The last records, and how many blank lines stand behind them. */
  end(): { records: RawRecord[]; blank: number };
  /** The last line that it has taken. */
  line(): number;
};

/** No record is longer: neither a row nor a cell that spans lines. */
const longestRecord = 65_536;
const mostLinesInACell = 1_000;
/** Far more than people leave behind; a file of nothing but line ends would cost minutes. */
const mostBlank = 500_000;
/** Headings stand among the first lines. */
const linesToHeader = 60;
/** An open cell is looked at anew with each mark that may close it, but not without end. */
const mostLookedAt = 1_000_000;

/** An opened cell with the lines that may belong to it. */
type Open = {
  line: number;
  blank: number;
  texts: string[];
  ends: string[];
  length: number;
  lookedAt: number;
  /** How many cells its first line has where the mark is text. */
  first: number;
};

/**
 * Puts physical lines together to records. A quoted cell may span lines; where one of them is a row of the table by
 * itself, the mark that opened the cell is a slip and every line stands for itself.
 */
export function startRecords(shape: RecordShape): RecordAssembler {
  const isBlank = blankLine(shape.delimiter);
  const mayClose = new RegExp(`"\\s*(?:${escapeSign(shape.delimiter)}|$)`);
  const widths = new Set([...(shape.widths ?? []), shape.width]);
  let [line, blank] = [0, 0];
  let open: Open | undefined;
  let records: RawRecord[] = [];

  function takeLine(text: string, end: string): void {
    line += 1;
    if (text.length > longestRecord) throw new ListRefused('record too long', { line });
    if (open !== undefined && !isRow(open, text)) lengthen(open, text, end);
    else {
      if (open !== undefined) giveUp(open);
      begin(text, end);
    }
  }

  function begin(text: string, end: string): void {
    if (isBlank(text)) {
      blank += 1;
      if (blank > mostBlank) throw new ListRefused('too many rows', { limit: mostBlank });
      return;
    }
    const scan = scanQuotes(text, shape.delimiter, shape.width);
    if (scan.kind === 'open') {
      const first = literal(text, shape.delimiter).length;
      open = { line, blank, texts: [text], ends: [end], length: text.length, lookedAt: 0, first };
      blank = 0;
      return;
    }
    records.push({ line, lines: 1, blank, text, ...oddly(scan, line) });
    blank = 0;
  }

  /** Whether a line inside an open cell is a row of the table, or its headings. */
  function isRow({ first }: Open, text: string): boolean {
    const cells = splitPlainly(text, shape.delimiter);
    if (!text.includes('@'))
      return line <= linesToHeader && cells.length > 1 && isHeader({ cells });
    if (shape.width === undefined) {
      return (cells.length === first || cells.length > 1) && holdsAddress(text);
    }
    if (!widths.has(cells.length)) return false;
    return shape.place === undefined ? holdsAddress(text) : holdsAddress(cells[shape.place] ?? '');
  }

  function lengthen(cell: Open, text: string, end: string): void {
    cell.texts.push(text);
    cell.ends.push(end);
    cell.length += text.length + 1;
    if (cell.length > longestRecord || cell.texts.length > mostLinesInACell) {
      throw new ListRefused('unterminated quote', { line: cell.line });
    }
    if (!mayClose.test(text)) return;
    cell.lookedAt += cell.length;
    if (cell.lookedAt > mostLookedAt)
      throw new ListRefused('unterminated quote', { line: cell.line });
    const whole = joined(cell);
    const { cells, odd, open: still } = readQuoted(whole, shape.delimiter);
    if (still !== undefined) return;
    open = undefined;
    records.push(spanning(cell, { whole, cells, odd }, shape));
  }

  /** The cell is never closed: its first line stands for itself, and nobody knows what the others belong to. */
  function giveUp(cell: Open): void {
    open = undefined;
    const { line: begun, blank: before, texts } = cell;
    const lines = texts.length;
    const [first = ''] = texts;
    const cells = literal(first, shape.delimiter);
    const fits = shape.width === undefined || cells.length === shape.width;
    const record = { line: begun, lines, blank: before, text: joined(cell), cells };
    if (lines === 1 && fits) records.push({ ...record, said: 'quotes mended' });
    else records.push({ ...record, problems: [swallowed(cell)] });
  }

  return {
    push({ texts, ends }) {
      for (const [index, text] of texts.entries()) takeLine(text, ends[index] ?? '');
      const given = records;
      records = [];
      return given;
    },
    end() {
      if (open !== undefined) giveUp(open);
      const given = records;
      records = [];
      return { records: given, blank };
    },
    line: () => line,
  };
}

/** What a line with odd marks brings beside its text. */
function oddly(scan: Scan, line: number): Partial<RawRecord> {
  if (scan.kind !== 'odd') return {};
  const { cells, slip, unclear } = scan;
  if (unclear)
    return { cells, problems: [{ code: 'quote not closed', values: { line, last: line } }] };
  return slip ? { cells, said: 'quotes mended' } : { cells };
}

const joined = ({ texts, ends }: Pick<Open, 'texts' | 'ends'>) =>
  texts.map((text, index) => (index === texts.length - 1 ? text : text + ends[index])).join('');

const swallowed = ({ line, texts }: Pick<Open, 'line' | 'texts'>): Reason => ({
  code: 'quote not closed',
  values: { line, last: line + texts.length - 1 },
});

/** A record of several lines. It is doubtful where an address stands in a line of its own, or the cells do not fit. */
function spanning(
  cell: Open,
  { whole, cells, odd }: { whole: string; cells: string[]; odd: boolean },
  { delimiter, width, place }: RecordShape,
): RawRecord {
  const { line, blank, texts } = cell;
  const inner = texts.slice(1).map((text) => splitPlainly(text, delimiter));
  const record = { line, lines: texts.length, blank, text: whole, ...(odd ? { cells } : {}) };
  if (width === undefined || place === undefined || width < 2) return record;
  const holdsRow = inner.some((each) => holdsAddress(each[place] ?? '') && each.length > 1);
  const torn = cells.length !== width && cell.first === width;
  if (holdsRow || torn) return { ...record, cells, problems: [swallowed(cell)] };
  const alike = width > 2 && inner.some((each) => each.length === width);
  return alike ? { ...record, said: 'lines in a cell' } : record;
}

/** The cells of a line whose open quote is a slip: from there on every separator parts cells. */
function literal(text: string, delimiter: string): string[] {
  const { cells, open } = readQuoted(text, delimiter);
  if (open === undefined) return cells;
  return [...cells, ...text.slice(open).split(delimiter)];
}

const escapeSign = (sign: string) => sign.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');

/** Separators and quotes alone say nothing: spreadsheets leave such lines behind. */
function blankLine(delimiter: string): (text: string) => boolean {
  const empty = new RegExp(`^[\\s"${escapeSign(delimiter)}]*$`);
  return (text) => text === '' || (/^[\s"]|^[^\p{L}\p{N}]/u.test(text) && empty.test(text));
}
