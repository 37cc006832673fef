import { otherParts } from '../archive/other-parts.ts';
import type { Outside } from '../archive/outside-cells.ts';
import type { SheetPart, ZipDirectory } from '../archive/workbook-parts.ts';
import type { ListNote } from '../list/partner-row.ts';
import { startLeft } from '../table/left-addresses.ts';
import type { SheetLayout } from './sheet-layout.ts';

/** Finds the addresses of a workbook that stand in no cell: in page headers, lists to choose from, properties. */
export async function besideCells(
  bytes: Uint8Array,
  directory: ZipDirectory,
  { sheets, layout }: { sheets: readonly SheetPart[]; layout: SheetLayout },
): Promise<Outside[]> {
  const read = new Set([...layout.parts, ...sheets.map(({ path }) => path)]);
  return [...layout.outside, ...(await otherParts(bytes, directory, read))];
}

/** Makes notes that name each of these addresses that no row has. `known`: the addresses of the rows, in lower case. */
export function sayBeside(outside: readonly Outside[], known: ReadonlySet<string>): ListNote[] {
  const left = startLeft();
  for (const { place, address } of outside) {
    if (known.has(address.toLowerCase())) continue;
    left.leave({ code: 'beside cells', column: place }, 0, [address]);
  }
  return left.notes();
}
