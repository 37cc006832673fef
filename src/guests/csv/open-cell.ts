import { ListRefused } from '../list/list-refused.ts';
import type { Reason } from '../reason.ts';
import { splitPlainly } from '../table/mend-width.ts';
import { holdsAddress } from '../text/find-addresses.ts';
import type { RawRecord, RecordShape } from './raw-record.ts';
import { readQuoted } from './scan-quotes.ts';

/** No record is longer: neither a row nor a cell that spans lines. */
export const longestRecord = 65_536;
const mostLinesInACell = 1_000;
/** An open cell is looked at anew with each mark that may close it, but not without end. */
const mostLookedAt = 1_000_000;

/** An opened cell with the lines that may belong to it. */
export type OpenCell = {
  line: number;
  blank: number;
  texts: string[];
  ends: string[];
  length: number;
  lookedAt: number;
  /** How many cells its first line has where the mark is text. */
  first: number;
};

/** A cell that its first line opens and does not close. `line` is that line, `blank` counts the blank lines before. */
export function openCell(
  { text, end }: { text: string; end: string },
  { line, blank }: { line: number; blank: number },
  delimiter: string,
): OpenCell {
  const first = literalCells(text, delimiter).length;
  return { line, blank, texts: [text], ends: [end], length: text.length, lookedAt: 0, first };
}

/** Adds a line to the cell. Throws ListRefused where the cell grows longer than any that people write. */
export function lengthenCell(cell: OpenCell, text: string, end: string): void {
  cell.texts.push(text);
  cell.ends.push(end);
  cell.length += text.length + 1;
  if (cell.length > longestRecord || cell.texts.length > mostLinesInACell) throw unterminated(cell);
}

/** The record of a cell that its last line may have closed; undefined where it is open still. */
export function closeCell(cell: OpenCell, shape: RecordShape): RawRecord | undefined {
  cell.lookedAt += cell.length;
  if (cell.lookedAt > mostLookedAt) throw unterminated(cell);
  const whole = wholeText(cell);
  const { cells, odd, open } = readQuoted(whole, shape.delimiter);
  return open === undefined ? spanningRecord(cell, { whole, cells, odd }, shape) : undefined;
}

/**
 * The record of a cell that no line closes: its first line stands alone, and the other lines belong to no known row.
 */
export function unclosedRecord(cell: OpenCell, { delimiter, width }: RecordShape): RawRecord {
  const { line, blank, texts } = cell;
  const cells = literalCells(texts[0] ?? '', delimiter);
  const record = { line, lines: texts.length, blank, text: wholeText(cell), cells };
  const fits = width === undefined || cells.length === width;
  if (texts.length === 1 && fits) return { ...record, said: 'quotes mended' };
  return { ...record, problems: [swallowedLines(cell)] };
}

/** A record of several lines. It is doubtful where an address stands in a line of its own, or the cells do not fit. */
function spanningRecord(
  cell: OpenCell,
  { whole, cells, odd }: { whole: string; cells: string[]; odd: boolean },
  { delimiter, width, place }: RecordShape,
): RawRecord {
  const { line, blank, texts } = cell;
  const inner = texts.slice(1).map((text) => splitPlainly(text, delimiter));
  const record = { line, lines: texts.length, blank, text: whole, ...(odd ? { cells } : {}) };
  if (width === undefined || place === undefined || width < 2) return record;
  const holdsRow = inner.some((each) => holdsAddress(each[place] ?? '') && each.length > 1);
  const torn = cells.length !== width && cell.first === width;
  if (holdsRow || torn) return { ...record, cells, problems: [swallowedLines(cell)] };
  const alike = width > 2 && inner.some((each) => each.length === width);
  return alike ? { ...record, said: 'lines in a cell' } : record;
}

/** The cells of a line whose open quote is a slip: from there on every separator parts cells. */
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
