import { ListRefused } from '../list/list-refused.ts';
import type { ListNote } from '../list/partner-row.ts';
import { findAddresses } from '../text/find-addresses.ts';
import { type OpenedWorkbook, sheetRows } from './sheet-rows.ts';
import type { SheetPart, WorkbookParts } from './workbook-parts.ts';

/** Addresses show among the first rows. */
const rowsToSearch = 200;
const sheetsToSearch = 20;
const mostNamed = 8;

/** The note that says which sheet the reader reads and which not, and which of those have addresses. */
export async function sayOtherSheets(
  opened: OpenedWorkbook,
  { sheets }: WorkbookParts,
  read: SheetPart,
): Promise<ListNote[]> {
  const others = sheets.filter((sheet) => sheet !== read);
  if (others.length === 0) return [];
  const holding: string[] = [];
  for (const other of others.slice(0, sheetsToSearch)) {
    const address = await firstAddress(opened, other);
    if (address !== undefined) holding.push(`${other.name} (${address})`);
  }
  const values = {
    sheet: read.name,
    others: others
      .slice(0, mostNamed)
      .map(({ name }) => name)
      .join(', '),
    count: others.length,
    holding: holding.slice(0, mostNamed).join(', '),
    holds: holding.length,
  };
  return [{ code: 'sheets not read', values }];
}

async function firstAddress(
  opened: OpenedWorkbook,
  { index }: SheetPart,
): Promise<string | undefined> {
  try {
    for await (const { cells } of sheetRows(opened, index, rowsToSearch)) {
      const [address] = cells.flatMap((cell) => findAddresses(cell).addresses);
      if (address !== undefined) return address;
    }
  } catch (error) {
    // A broken sheet keeps nobody from reading another one.
    if (!(error instanceof ListRefused)) throw error;
  }
  return undefined;
}
