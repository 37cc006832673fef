import { textInTurns } from '../csv/read-text.ts';
import type { InTurns } from '../in-turns.ts';
import { templateCells } from '../list/entry-row.ts';
import type { ListNote, PartnerRow } from '../list/partner-row.ts';
import type { Said } from '../sentence/read-clauses.ts';
import { endsMessage } from '../sentence/word-lists.ts';
import { isHeader } from '../table/find-table.ts';
import { hasAddress } from '../text/find-addresses.ts';
import { findWideRows } from './wide-rows.ts';

const delimiters = ['\t', ';', ',', '|'];
/** People write only few lines above a table. */
const linesToSearch = 20;
/** In characters. */
const longestHeadings = 4_000;

export type PastedTable = {
  rows: readonly PartnerRow[];
  notes: readonly ListNote[];
  /** The text above and below the table. */
  above: string;
  below: string;
};

/**
 * Reads the table in a message: headings that the reader knows, and rows below them. It keeps the same promises as for
 * a file. Undefined when there is none. Throws ListRefused.
 */
export function* readPastedTable(text: string, maxRows: number): InTurns<PastedTable | undefined> {
  const lines = text.split('\n');
  const known = lines
    .slice(0, linesToSearch)
    .findIndex((line, index) => isHeadings(line, lines.slice(index + 1)));
  const wide = known < 0 ? findWideRows(lines) : undefined;
  if (wide !== undefined) return yield* readBlock(lines, wide, maxRows);
  const at = known;
  if (at < 0) return undefined;
  const delimiter = delimiterOf(lines[at] ?? '') ?? '\t';
  const end = lines.findIndex(
    (line, index) => index > at + 1 && !line.includes(delimiter) && endsMessage(line),
  );
  const last = end < 0 ? lines.length : end;
  return yield* readBlock(lines, { at, last }, maxRows);
}

/** The spaces around struck text would look like those behind a comma. */
const aroundStruck = / ?(\(\u2717 [^()\n\t]{0,1000}\)) ?/g;

function* readBlock(
  lines: readonly string[],
  { at, last }: { at: number; last: number },
  maxRows: number,
): InTurns<PastedTable> {
  // Blanks the lines above, so that every row keeps the line number that people see.
  const table = lines.slice(0, last).map((line, index) => (index < at ? '' : line));
  const whole = withLastTabs(table.join('\n').replace(aroundStruck, '$1'), lines[at] ?? '');
  return {
    ...(yield* tableOf(whole, maxRows)),
    above: lines.slice(0, at).join('\n').trim(),
    below: lines.slice(last).join(' ').replace(/\s+/g, ' ').trim(),
  };
}

/** People write only few lines above cards. */
const linesAbove = 90;
const firstCard = /^[ \t]*BEGIN:VCARD[ \t]*$/im;

/** Reads contact cards that somebody pasted, with words around them. Undefined for any other text. Throws ListRefused. */
export function* readPastedCards(text: string, maxRows: number): InTurns<PastedTable | undefined> {
  const lines = text.split('\n');
  const at = firstCard.test(text) ? lines.findIndex((line) => firstCard.test(line)) : -1;
  if (at < 0 || at > linesAbove) return undefined;
  const last = lines.findLastIndex((line) => /^[ \t]*END:VCARD[ \t]*$/i.test(line));
  return yield* readBlock(lines, { at, last: last < at ? lines.length : last + 1 }, maxRows);
}

function* tableOf(text: string, maxRows: number): InTurns<Pick<PastedTable, 'rows' | 'notes'>> {
  const events = yield* textInTurns(text, { maxRows });
  return {
    rows: events.flatMap((event) => (event.kind === 'row' ? [event.row] : [])),
    notes: events.flatMap((event) => (event.kind === 'note' ? [event.note] : [])),
  };
}

/** A row with what the message says about all, in the layout of our template. Its results have that layout too. */
export function pastedRow(row: PartnerRow, said: Said, skippedLines: number): PartnerRow {
  const whole = { ...said, ...row, line: row.line + skippedLines };
  return { ...whole, cells: templateCells(whole) };
}

function isHeadings(line: string, below: readonly string[]): boolean {
  if (line.length > longestHeadings) return false;
  if (delimiterOf(line) !== undefined) return below.some((each) => each.trim() !== '');
  // One word is a heading only if the next line has an address.
  const next = below.find((each) => each.trim() !== '') ?? '';
  const isShort = line.trim().length < 40 && next.length < longestHeadings;
  return isShort && isHeader({ cells: [line] }) && hasAddress(next);
}

function delimiterOf(line: string): string | undefined {
  return delimiters.find((mark) => line.includes(mark) && isHeader({ cells: line.split(mark) }));
}

/** The end of a message is trimmed, and with it the tabs before empty cells at the end of the last row. */
function withLastTabs(table: string, headings: string): string {
  const last = table.slice(table.lastIndexOf('\n') + 1);
  const missing = headings.split('\t').length - last.split('\t').length;
  return last.includes('\t') && missing > 0 ? table + '\t'.repeat(missing) : table;
}
