import { setImmediate } from 'node:timers/promises';
import {
  readParts,
  type SheetPart,
  type WorkbookParts,
  type ZipDirectory,
} from '../archive/workbook-parts.ts';
import { type Break, betweenBreaks } from '../in-turns.ts';
import { readHeader } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import { type ListNote, listNoteCodes } from '../list/partner-row.ts';
import { isMarkedTitle } from '../marks/marked-titles.ts';
import { isHeader } from '../table/find-table.ts';
import type { ListEvent } from '../table/list-event.ts';
import { startReading } from '../table/start-reading.ts';
import { hasAddress, isPlainAddress } from '../text/find-addresses.ts';
import { besideCells, sayBeside } from './beside-cells.ts';
import { readOtherSheets } from './other-sheets.ts';
import { readLayout, type SheetLayout } from './sheet-layout.ts';
import { startSheet } from './sheet-records.ts';
import { type OpenedWorkbook, sheetRows } from './sheet-rows.ts';

/** Unpacked bytes: of the strings, which the library keeps as a tree, and of all parts. 50,000 rows need half of it. */
const mostStrings = 12 * 1024 * 1024;
const mostUnpacked = 100 * 1024 * 1024;
/** Headings and addresses show among the first rows. */
const rowsToSearch = 40;
const sheetsToSearch = 20;

/**
 * Reads one sheet of a workbook as a list, with the reader that all doors share. A CSV has the same limits. Notes say
 * what the sheet hides, merges and links. Throws ListRefused.
 */
export async function* readWorkbook(
  bytes: Uint8Array,
  directory: ZipDirectory,
  maxRows: number,
): AsyncGenerator<ListEvent> {
  const opened = { bytes, unpacked: refuseLarge(directory) };
  const parts = await readParts(bytes, directory);
  if (parts === undefined) throw new ListRefused('zip');
  const sheet = await chooseSheet(opened, parts);
  const layout = await readLayout(bytes, directory, sheet);
  const title = isMarkedTitle(sheet.name) ? sheet.name : undefined;
  const reader = startReading({ delimiter: ',', maxRows, title });
  const records = startSheet(layout);
  const outside = await besideCells(bytes, directory, { ...parts, layout });
  const seen = startSeen(parts.sheets.length > 1 || outside.length > 0);
  const rows = sheetRows(opened, sheet.index);
  for await (const event of inTurn(rows, (row) => reader.take(records.take(row))))
    yield seen.take(event);
  const last: ListEvent[] = [];
  for await (const event of betweenBreaks(reader.end(records.blank()))) last.push(seen.take(event));
  yield* last.filter(isRow);
  const notes: ListNote[] = [...records.notes(), ...hiddenColumns(seen.header(), layout)];
  const { known } = seen;
  const others = {
    ...parts,
    read: sheet,
    known,
    layout: seen.layout(),
    room: maxRows - seen.rows(),
  };
  for await (const event of readOtherSheets(bytes, directory, others)) {
    if (event.kind === 'note') notes.unshift(event.note);
    else yield event;
  }
  notes.push(...sayBeside(outside, known));
  yield* withNotes(last, notes);
}

/** What the reader makes of each row, with room for other work at each break. */
async function* inTurn<Row>(
  rows: AsyncIterable<Row>,
  take: (row: Row) => Iterable<ListEvent | Break>,
): AsyncGenerator<ListEvent> {
  for await (const row of rows) {
    for (const event of take(row)) {
      if (event === 'break') await setImmediate();
      else yield event;
    }
  }
}

const isRow = ({ kind }: ListEvent) => kind === 'row' || kind === 'layout';

/** Remembers what the reader gave: its headings, and its addresses if another sheet may have them too. */
function startSeen(isNeeded: boolean) {
  const known = new Set<string>();
  let header: readonly string[] = [];
  let place: number | undefined;
  let rows = 0;
  return {
    known,
    take(event: ListEvent): ListEvent {
      if (event.kind === 'layout') ({ header } = event.layout);
      if (event.kind !== 'row') return event;
      rows += 1;
      const { address, cells } = event.row;
      if (!isNeeded) return event;
      known.add(address.toLowerCase());
      place ??= placeOf(cells, address);
      return event;
    },
    header: () => header,
    rows: () => rows,
    layout: () => ({
      width: header.length,
      place: Math.max(0, place ?? readHeader(header).indexOf('address')),
    }),
  };
}

/** The cell that the address of a row stands in. */
function placeOf(cells: readonly string[], address: string): number | undefined {
  const place = address === '' ? -1 : cells.findIndex((cell) => cell.includes(address));
  return place < 0 ? undefined : place;
}

/** Refuses a workbook that unpacks to too much, by the sizes in its directory. Returns their sum. */
function refuseLarge(directory: ZipDirectory): number {
  const entries = [...directory.values()];
  const all = entries.reduce((sum, { size }) => sum + size, 0);
  const strings = entries.filter(({ name }) => /sharedStrings[^/]*\.xml$/i.test(name));
  if (all > mostUnpacked || strings.some(({ size }) => size > mostStrings)) {
    throw new ListRefused('workbook too large');
  }
  return all;
}

/** Chooses the first visible sheet that has a list; otherwise the first that has an address in its sentences. */
async function chooseSheet(opened: OpenedWorkbook, { sheets }: WorkbookParts): Promise<SheetPart> {
  const visible = sheets.filter(({ hidden }) => !hidden);
  const [only, ...more] = visible;
  if (only === undefined) throw new ListRefused('empty');
  // To open a sheet, the library reads all strings of the workbook.
  if (more.length === 0) return only;
  let second: SheetPart | undefined;
  for (const sheet of visible.slice(0, sheetsToSearch)) {
    const shown = await addressesOn(opened, sheet);
    if (shown === 'list') return sheet;
    if (shown === 'some') second ??= sheet;
  }
  return second ?? only;
}

/** `some`: only sentences with an address, as a cover has them. */
async function addressesOn(
  opened: OpenedWorkbook,
  { index }: SheetPart,
): Promise<'list' | 'some' | 'none'> {
  let isSome = false;
  for await (const { cells } of sheetRows(opened, index, rowsToSearch)) {
    if (cells.some((cell) => isPlainAddress(cell.trim())) || isHeader({ cells })) return 'list';
    isSome ||= cells.some(hasAddress);
  }
  return isSome ? 'some' : 'none';
}

/** Makes a note about hidden columns that the reader reads. */
function hiddenColumns(
  header: readonly string[],
  { hiddenColumns: hidden }: SheetLayout,
): ListNote[] {
  const columns = readHeader(header);
  const read = header.filter((_, index) => {
    const column = columns[index] ?? 'unnamed';
    return hidden.has(index) && !['unknown', 'unnamed', 'ignored', 'message'].includes(column);
  });
  if (read.length === 0) return [];
  return [{ code: 'hidden columns', values: { columns: read.join(', '), count: read.length } }];
}

/** The notes of the door among those of the reader, the most important first, and the balance. */
function withNotes(events: readonly ListEvent[], notes: readonly ListNote[]): ListEvent[] {
  const place = (event: ListEvent) =>
    event.kind === 'note' ? listNoteCodes.indexOf(event.note.code) : -1;
  const said = notes.map((note): ListEvent => ({ kind: 'note', note }));
  const all = [...said, ...events.filter(({ kind }) => kind === 'note')];
  const sorted = all.sort((a, b) => place(a) - place(b));
  return [...sorted, ...events.filter(({ kind }) => kind === 'balance')];
}
