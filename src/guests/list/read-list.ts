import { setImmediate } from 'node:timers/promises';
import { cutText } from '../text/cut-text.ts';
import { decodeBytes } from './decode-bytes.ts';
import { findHeader, maxColumns } from './find-header.ts';
import { type Column, dialectOf, foldHeading, readHeader } from './list-header.ts';
import { ListRefused } from './list-refused.ts';
import type { ListLayout, ListNote, PartnerRow } from './partner-row.ts';
import { readCells } from './read-cells.ts';
import { type CsvRecord, readRecords } from './read-records.ts';
import { findOwnColumns, type OwnColumns } from './result-columns.ts';

export type ListLimits = { maxBytes: number; maxRows: number };
export type ListEvent =
  | { kind: 'layout'; layout: ListLayout }
  | { kind: 'row'; row: PartnerRow }
  | { kind: 'note'; note: ListNote };

/** Enough for every preamble and header that is not hostile. */
const startCharacters = 131_072;
/** Few enough that even records of one character each are read within some milliseconds. */
const turnCharacters = 8192;
const exampleRow = /^(?:example|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|例)\s*[:：]/i;

/**
 * Reads a partner list as a stream: its layout first, then rows in their order, with notes where
 * they become known. A file that cannot be used as a whole ends in ListRefused; so may one of
 * which rows have been given already, so that nothing may be kept before the end.
 */
export async function* readList(
  chunks: AsyncIterable<Uint8Array>,
  limits: ListLimits,
): AsyncGenerator<ListEvent> {
  const text = decodeBytes(chunks, limits.maxBytes);
  try {
    const start = await takeStart(text);
    const { delimiter, preamble, offset, line } = findHeader(start);
    const rest = join(start.slice(offset), text);
    const records = readRecords(rest, { delimiter, firstLine: line });
    const first = await records.next();
    if (first.done) throw new ListRefused('empty');
    const list = understand(first.value.cells);
    yield { kind: 'layout', layout: layoutOf(list, delimiter, preamble) };
    for (const note of headerNotes(list)) yield { kind: 'note', note };
    yield* readRows(records, list, limits.maxRows);
  } finally {
    // Whoever gives the bytes learns that no more are wanted, however reading ended.
    await text.return(undefined);
  }
}

type List = { header: string[]; columns: Column[]; own: OwnColumns | undefined };

function understand(cells: readonly string[]): List {
  if (cells.length > maxColumns) throw new ListRefused('too many columns', { limit: maxColumns });
  const own = findOwnColumns(cells);
  const header = own === undefined ? [...cells] : own.strip(cells);
  const columns = readHeader(header);
  refuseDuplicates(header, columns);
  return { header, columns, own };
}

/** Two columns for one thing leave open which is meant; the reader must not choose. */
function refuseDuplicates(header: readonly string[], columns: readonly Column[]): void {
  const seen = new Map<string, string>();
  for (const [index, heading] of header.entries()) {
    const column = columns[index];
    if (column === 'unnamed' || column === 'ignored') continue;
    const meaning = column === 'unknown' ? `unknown ${foldHeading(heading)}` : String(column);
    const other = seen.get(meaning);
    if (other !== undefined) throw new ListRefused('duplicate column', { column: heading, other });
    seen.set(meaning, heading);
  }
}

function layoutOf(
  { header, own }: List,
  delimiter: string,
  preamble: readonly string[],
): ListLayout {
  const lines = own === undefined ? preamble : preamble.map(own.unguard);
  return { dialect: dialectOf(header), delimiter, preamble: lines, header };
}

function headerNotes({ header, columns }: List): ListNote[] {
  return header.flatMap((heading, index): ListNote[] => {
    const values = { column: heading.trim() };
    if (columns[index] === 'unknown') return [{ code: 'unknown column', values }];
    return columns[index] === 'ignored' ? [{ code: 'column ignored', values }] : [];
  });
}

async function* readRows(
  records: AsyncIterable<CsvRecord>,
  { columns, own }: List,
  maxRows: number,
): AsyncGenerator<ListEvent> {
  const message = columns.indexOf('message');
  let [done, messages] = [0, 0];
  for await (const { line, cells } of filledRecords(records, maxRows)) {
    if (own?.isDone(cells)) {
      done++;
      continue;
    }
    const row = readCells(columns, own?.strip(cells) ?? cells, line);
    if (exampleRow.test(row.address)) {
      yield note('example skipped', { line });
      continue;
    }
    if (row.cells[message]?.trim()) messages++;
    yield { kind: 'row', row };
  }
  if (messages > 0) yield note('message not sent', { lines: messages });
  if (done > 0) yield note('done rows skipped', { count: done });
}

/** The records that hold anything: at least one, and no more than the limit. */
async function* filledRecords(
  records: AsyncIterable<CsvRecord>,
  maxRows: number,
): AsyncGenerator<CsvRecord> {
  let count = 0;
  for await (const record of records) {
    if (record.cells.every((cell) => cell.trim() === '')) continue;
    count++;
    if (count > maxRows) throw new ListRefused('too many rows', { limit: maxRows });
    yield record;
  }
  if (count === 0) throw new ListRefused('empty');
}

function note(code: ListNote['code'], values: ListNote['values']): ListEvent {
  return { kind: 'note', note: { code, values } };
}

async function takeStart(text: AsyncIterator<string>): Promise<string> {
  let start = '';
  while (start.length < startCharacters) {
    const next = await text.next();
    if (next.done) break;
    start += next.value;
  }
  return start;
}

/** Between two pieces others get their turn: a file that is there whole would keep them waiting. */
async function* join(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield* inTurns(start);
  for await (const piece of rest) yield* inTurns(piece);
}

async function* inTurns(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; ) {
    await setImmediate();
    // The parser works on bytes: half an emoji would become two signs of nothing.
    const piece = cutText(text.slice(at), turnCharacters);
    at += piece.length;
    yield piece;
  }
}
