import { ListRefused } from '../list/list-refused.ts';
import type { ListNote } from '../list/partner-row.ts';
import type { ListRecord } from '../table/list-record.ts';
import { findAddresses, hasAddress } from '../text/find-addresses.ts';
import { type DoorNotes, startDoorNotes } from './door-notes.ts';
import { startMerged } from './merged-cells.ts';
import type { SheetRow } from './read-sheet.ts';
import type { SheetLayout } from './sheet-layout.ts';

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

export function startSheet(layout: SheetLayout): SheetRecords {
  const notes = startDoorNotes();
  const merged = startMerged(layout.merged);
  let last = 0;
  let blank = 0;

  /** The cells as people see them: fills merged cells, and adds the address of a link. */
  function seen({ line, cells }: SheetRow): string[] {
    const filled = merged.fill(line, cells);
    if (filled !== undefined && cells.some(hasAddress)) {
      notes.count('merged cells', line, { text: filled });
    }
    readLinks(layout.links.get(line), { line, cells }, notes);
    const end = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return cells.slice(0, end);
  }

  /** True when every address of the row is struck through. */
  function isStruck(line: number, cells: readonly string[]): boolean {
    const struck = layout.struck.get(line);
    return (
      struck !== undefined && cells.every((cell, column) => !hasAddress(cell) || struck.has(column))
    );
  }

  function recordOf(line: number, cells: readonly string[]): ListRecord {
    if (cells.reduce((sum, cell) => sum + cell.length, 0) > longestRow) {
      throw new ListRefused('record too long', { line });
    }
    const record: ListRecord = { line, lines: 1, blank, cells };
    blank = 0;
    if (!layout.hiddenRows.has(line) && !layout.struck.has(line)) return record;
    const addresses = cells.flatMap((cell) => findAddresses(cell).addresses);
    if (addresses.length === 0) return record;
    if (layout.hiddenRows.has(line)) {
      // The person who hid the row does not see it, and does not mean it.
      notes.leave('hidden rows', line, addresses);
      return { ...record, leftOut: true };
    }
    if (!isStruck(line, cells)) return record;
    notes.leave('struck rows', line, addresses);
    return { ...record, leftOut: true };
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
      return notes.all();
    },
  };
}

/** What people see counts. If the row shows no address, its link gives the address. */
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
