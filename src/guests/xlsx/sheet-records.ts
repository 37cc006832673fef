import { ListRefused } from '../list/list-refused.ts';
import type { ListNote } from '../list/partner-row.ts';
import type { ListRecord } from '../table/list-record.ts';
import { findAddresses, hasAddress } from '../text/find-addresses.ts';
import { sayCellNotes } from './cell-notes.ts';
import { type DoorNotes, startDoorNotes } from './door-notes.ts';
import { startMerged } from './merged-cells.ts';
import type { SheetRow } from './read-sheet.ts';
import { startLooks } from './row-looks.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { StruckRow } from './struck-cells.ts';

/** In characters, as for a row of a CSV. */
const longestRow = 65_536;
/** Excel allows no more rows in a sheet. */
const mostRows = 1_048_576;

/** Turns the rows of a sheet into the records of a list, and collects the notes about them. */
export type SheetRecords = {
  take(row: SheetRow): ListRecord[];
  /** How many blank rows come after the last record. */
  blank(): number;
  notes(): ListNote[];
};

/** The layout of one row. */
type Said = { isHidden: boolean; struck: StruckRow | undefined };

/** Starts to turn one sheet into records for the reader. */
export function startSheet(layout: SheetLayout): SheetRecords {
  const notes = startDoorNotes();
  const merged = startMerged(layout.merged);
  const noted = new Set(layout.cellNotes.map(({ row }) => row));
  /** The first address of each row with a note. */
  const shown = new Map<number, string>();
  const look = startLooks(layout.looks, notes);
  let last = 0;
  let blank = 0;

  /** The cells as people see them: fills merged cells, and adds the address of a link. */
  function seen({ line, cells }: SheetRow): string[] {
    for (const [column, text] of layout.shown.get(line) ?? []) cells[column] = text;
    const filled = merged.fill(line, cells, layout.struck.get(line));
    if (filled !== undefined && cells.some(hasAddress)) {
      notes.count('merged cells', line, { text: filled });
    }
    readLinks(layout.links.get(line), { line, cells }, notes);
    const end = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return cells.slice(0, end);
  }

  function recordOf(line: number, cells: string[]): ListRecord {
    if (cells.reduce((sum, cell) => sum + cell.length, 0) > longestRow) {
      throw new ListRefused('record too long', { line });
    }
    const record: ListRecord = { line, lines: 1, blank, cells };
    blank = 0;
    look.take(line, cells);
    const isHidden = layout.hiddenRows.has(line);
    const struck = layout.struck.get(line);
    if (!isHidden && struck === undefined && !noted.has(line)) return record;
    return meant(record, cells, { isHidden, struck });
  }

  /** The record of a row that the sheet says something about. */
  function meant(record: ListRecord, cells: string[], { isHidden, struck }: Said): ListRecord {
    const { line } = record;
    // Two parts of one text may have no space between: only the one that is struck through shows where it ends.
    const parts = [...(struck?.values() ?? [])].flatMap(({ left, gone = '' }) => [left, gone]);
    const addresses = [...cells, ...parts].flatMap(addressesIn);
    const [address] = addresses;
    if (address === undefined) return record;
    shown.set(line, address);
    if (isHidden) {
      // The person who hid the row does not see it, and does not mean it.
      notes.leave('hidden rows', line, addresses);
      return { ...record, leftOut: true };
    }
    if (struck === undefined) return record;
    return readStruck({ line, cells }, struck, notes) ? record : { ...record, leftOut: true };
  }

  return {
    take(row) {
      const { line } = row;
      if (line <= last || line > mostRows) throw new ListRefused('workbook broken');
      blank += line - last - 1;
      last = line;
      const cells = seen(row);
      if (cells.length > 0) return [recordOf(line, cells)];
      blank += 1;
      return [];
    },
    blank: () => blank,
    notes() {
      for (const line of layout.uncalculated) notes.count('formulas without result', line, {});
      sayCellNotes(layout.cellNotes, shown, notes);
      look.close();
      const { ruled } = layout;
      const rules: ListNote = {
        code: 'rules not read',
        values: { count: ruled.length, text: ruled.join(', ').slice(0, 200) },
      };
      return ruled.length === 0 ? notes.all() : [...notes.all(), rules];
    },
  };
}

const addressesIn = (cell: string): readonly string[] => findAddresses(cell).addresses;

/**
 * Takes addresses that are struck through out of the cells: nobody means them. Other struck text stays, and a note
 * names it. False when the row has no other address.
 */
function readStruck({ line, cells }: SheetRow, struck: StruckRow, notes: DoorNotes): boolean {
  const live = cells.map((cell, column) => struck.get(column)?.left ?? cell);
  const kept = new Set(live.flatMap(addressesIn));
  const [address] = kept;
  const others: string[] = [];
  for (const [column, { left, gone = cells[column] ?? '' }] of struck) {
    others.push(...addressesIn(gone).filter((each) => !kept.has(each)));
    const isBeside = address !== undefined && gone.trim() !== '' && !hasAddress(gone);
    if (isBeside) notes.leave('cells struck', line, [`${address} (${gone.trim().slice(0, 60)})`]);
    if (left !== '' || hasAddress(gone)) cells[column] = left;
  }
  if (others.length > 0) notes.leave('struck rows', line, others);
  return address !== undefined;
}

/** The text that people see counts. If the row shows no address, its link gives the address. */
function readLinks(
  links: ReadonlyMap<number, string> | undefined,
  { line, cells }: SheetRow,
  notes: DoorNotes,
): void {
  if (links === undefined) return;
  const isSeen = cells.some(hasAddress);
  for (const [column, other] of links) {
    const text = cells[column] ?? '';
    const shown = findAddresses(text).addresses.map((address) => address.toLowerCase());
    if (!isSeen) cells[column] = text === '' ? other : `${text} <${other}>`;
    else if (!shown.includes(other.toLowerCase()))
      notes.count('links differ', line, { text, other });
  }
}
