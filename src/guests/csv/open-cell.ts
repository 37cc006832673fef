import { ListRefused } from '../list/list-refused.ts';
import type { Reason } from '../reason.ts';
import { splitPlainly } from '../table/mend-width.ts';
import { hasAddress } from '../text/find-addresses.ts';
import type { RawRecord, RecordShape } from './raw-record.ts';
import { readQuoted } from './scan-quotes.ts';

/** In characters: the longest row, and the longest cell that spans lines. */
export const longestRecord = 65_536;
const mostLinesInACell = 1_000;
/** The reader reads an open cell anew at each mark that may close it: at most so many characters in all. */
const mostReread = 1_000_000;

/** A cell that a quotation mark opened, with the lines that may belong to it. */
export type OpenCell = {
  line: number;
  blank: number;
  texts: string[];
  ends: string[];
  length: number;
  reread: number;
  /** How many cells its first line has if the mark is text. */
  first: number;
  /** True when nothing in that line parts the text behind the mark. */
  isAlone: boolean;
};

/** A cell that its first line opens and does not close. `line`: that line. `blank`: the blank lines before it. */
export function openCell(
  { text, end }: { text: string; end: string },
  { line, blank }: { line: number; blank: number },
  delimiter: string,
): OpenCell {
  const first = literalCells(text, delimiter).length;
  const isAlone = readQuoted(text, delimiter).cells.length === first - 1;
  return {
    line,
    blank,
    texts: [text],
    ends: [end],
    length: text.length,
    reread: 0,
    first,
    isAlone,
  };
}

/** Adds a line to the cell. Throws ListRefused when the cell becomes longer than any that people write. */
export function lengthenCell(cell: OpenCell, text: string, end: string): void {
  cell.texts.push(text);
  cell.ends.push(end);
  cell.length += text.length + 1;
  if (cell.length > longestRecord || cell.texts.length > mostLinesInACell) throw unterminated(cell);
}

/** The record of a cell that its last line may have closed; undefined when the cell is still open. */
export function closeCell(cell: OpenCell, shape: RecordShape): RawRecord | undefined {
  cell.reread += cell.length;
  if (cell.reread > mostReread) throw unterminated(cell);
  const whole = wholeText(cell);
  const { cells, odd, open } = readQuoted(whole, shape.delimiter);
  return open === undefined ? spanningRecord(cell, { whole, cells, odd }, shape) : undefined;
}

/** The record of a cell that no line closes. Its first line gives the cells; further lines make it a problem. */
export function unclosedRecord(cell: OpenCell, { delimiter, width }: RecordShape): RawRecord {
  const { line, blank, texts } = cell;
  const cells = literalCells(texts[0] ?? '', delimiter);
  const record = { line, lines: texts.length, blank, text: wholeText(cell), cells };
  const fits = width === undefined || cells.length === width;
  if (texts.length === 1 && fits) return { ...record, said: 'quotes mended' };
  return { ...record, problems: [swallowedLines(cell)] };
}

/** A record of several lines. It is a problem if one of them is like a row, or if the cells do not fit the headings. */
function spanningRecord(
  cell: OpenCell,
  { whole, cells, odd }: { whole: string; cells: string[]; odd: boolean },
  { delimiter, width, place }: RecordShape,
): RawRecord {
  const { line, blank, texts } = cell;
  const inner = texts
    .slice(1)
    .filter((text) => !closesCell(cell, text, delimiter))
    .map((text) => splitPlainly(text, delimiter));
  const record = { line, lines: texts.length, blank, text: whole, ...(odd ? { cells } : {}) };
  if (width === undefined || place === undefined || width < 2) return record;
  const holdsRow = inner.some((each) => hasAddress(each[place] ?? '') && each.length > 1);
  const torn = cells.length !== width && cell.first === width;
  if (holdsRow || torn) return { ...record, cells, problems: [swallowedLines(cell)] };
  const alike = width > 2 && inner.some((each) => each.length === width);
  return alike ? { ...record, said: 'lines in a cell' } : record;
}

/**
 * True when a line is the end of a cell that spans lines: `cleo@x.example",Bob Roe`. As a row, its mark makes no sense.
 * Not if the line that opened the cell goes on with other cells: then that mark may be the slip.
 */
export function closesCell({ isAlone }: OpenCell, text: string, delimiter: string): boolean {
  const at = isAlone ? text.indexOf('"') : -1;
  if (at < 0 || text.slice(0, at).includes(delimiter)) return false;
  const after = text.slice(at + 1).replace(/^ +/, '');
  return after.trim() === '' || after.startsWith(delimiter);
}

/** The cells of a line whose open quote is a slip: after it every separator counts. */
function literalCells(text: string, delimiter: string): string[] {
  const { cells, open } = readQuoted(text, delimiter);
  if (open === undefined) return cells;
  return [...cells, ...text.slice(open).split(delimiter)];
}

const wholeText = ({ texts, ends }: OpenCell) =>
  texts.map((text, index) => (index === texts.length - 1 ? text : text + ends[index])).join('');

const swallowedLines = ({ line, texts }: OpenCell): Reason => ({
  code: 'quote not closed',
  values: { line, last: line + texts.length - 1 },
});

const unterminated = ({ line }: OpenCell) => new ListRefused('unterminated quote', { line });
