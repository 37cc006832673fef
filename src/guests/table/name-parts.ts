import type { Column } from '../list/list-header.ts';
import { findAddresses } from '../text/find-addresses.ts';
import { cellAt, hasNames, type Rows, share } from './column-evidence.ts';

export type PartPlaces = { given: number; family: number };

/** In this share of the rows the address must show both parts. */
const enough = 0.6;

/** Finds two columns whose cells make up the addresses: jane.doe@, doe.jane@ and jdoe@ all contain Jane Doe. */
export function namePartsIn(columns: readonly Column[], rows: Rows): PartPlaces | undefined {
  const address = columns.indexOf('address');
  const likely = columns.flatMap((column, index) =>
    column !== 'address' && hasNames(rows, index, 0) ? [index] : [],
  );
  for (const one of likely) {
    const two = likely.find((other) => other > one);
    if (two === undefined) return undefined;
    const seen = rows.map((row) => {
      const [first = ''] = findAddresses(cellAt(row, address)).addresses;
      return orderIn(first.replace(/@.*$/s, ''), cellAt(row, one), cellAt(row, two));
    });
    const [asTheyStand, turned] = (['as they stand', 'turned'] as const).map((order) =>
      share(seen.filter((each) => each === order).length, rows.length),
    );
    if ((asTheyStand ?? 0) + (turned ?? 0) < enough) continue;
    return (turned ?? 0) > (asTheyStand ?? 0)
      ? { given: two, family: one }
      : { given: one, family: two };
  }
  return undefined;
}

/** True when the local part of the address contains the cell, three letters or more. */
export function showsIn(address: string, cell: string): boolean {
  const part = lettersOf(cell);
  return part.length > 2 && lettersOf(address.replace(/@.*$/s, '')).includes(part);
}

/**
 * Says which cell is the given name. The local part of the address must be both names, or an initial and a family name.
 */
function orderIn(local: string, one: string, two: string) {
  const [whole, first, second] = [local, one, two].map(lettersOf);
  if (!whole || !first || !second || first === second) return undefined;
  if (says(whole, first, second)) return 'as they stand' as const;
  return says(whole, second, first) ? ('turned' as const) : undefined;
}

const says = (whole: string, given: string, family: string): boolean =>
  whole === given + family ||
  whole === given.charAt(0) + family ||
  whole === family + given.charAt(0);

function lettersOf(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replace(/[^\p{L}]/gu, '');
}
