import type { Column } from '../list/list-header.ts';
import type { ListNote } from '../list/partner-row.ts';
import { findAddresses } from '../text/find-addresses.ts';
import { cellAt, filledCells, hasNames, type Rows, share, wholeNames } from './column-evidence.ts';

export type NameChoice = { columns: Column[]; notes: ListNote[] };

type PartPlaces = { given: number; family: number };

/** In this share of the rows the address must show both parts. */
const enough = 0.6;

/** Finds two columns whose cells make up the addresses: jane.doe@, doe.jane@ and jdoe@ all contain Jane Doe. */
export function namePartsIn(columns: readonly Column[], rows: Rows): PartPlaces | undefined {
  const address = columns.indexOf('address');
  const likely = columns.flatMap((column, index) =>
    column !== 'address' && hasNames(rows, index, 0) ? [index] : [],
  );
  const locals = rows.map((row) => {
    const [first = ''] = findAddresses(cellAt(row, address)).addresses;
    return lettersOf(first.replace(/@.*$/s, ''));
  });
  for (const one of likely) {
    const two = likely.find((other) => other > one);
    if (two === undefined) return undefined;
    const seen = ordersIn(locals, rows, [one, two]);
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

/** The order of both parts in each row. It looks no further once too many rows show none. */
function ordersIn(locals: readonly string[], rows: Rows, [one, two]: readonly [number, number]) {
  const seen: ReturnType<typeof orderIn>[] = [];
  let without = 0;
  for (const [at, row] of rows.entries()) {
    const order = orderIn(locals[at] ?? '', cellAt(row, one), cellAt(row, two));
    seen.push(order);
    if (order === undefined) without += 1;
    if (without > rows.length * (1 - enough)) break;
  }
  return seen;
}

/**
 * Says which cell is the given name. The local part of the address must be both names, or an initial and a family name.
 */
function orderIn(whole: string, one: string, two: string) {
  const [first, second] = [one, two].map(lettersOf);
  if (!whole || !first || !second || first === second) return undefined;
  if (isMadeOf(whole, first, second)) return 'as they stand' as const;
  return isMadeOf(whole, second, first) ? ('turned' as const) : undefined;
}

const isMadeOf = (whole: string, given: string, family: string): boolean =>
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

/**
 * Chooses the names of a table without headings: two columns if the addresses show that they are parts of one name,
 * otherwise the one column that looks most like names. The reader does not read the others.
 */
export function nameBare(columns: readonly Column[], rows: Rows): NameChoice {
  const parts = namePartsIn(columns, rows);
  if (parts === undefined) return { columns: nameWhole(columns, rows), notes: [] };
  const { given, family } = parts;
  const taken = columns.map((column, index): Column => {
    if (column === 'address') return column;
    if (index > given && index < family && areParticles(rows, index)) return 'middle';
    return index === given ? 'given' : index === family ? 'family' : 'unknown';
  });
  const values = {
    column: columns.indexOf('address') + 1,
    given: given + 1,
    family: family + 1,
    name: firstOf(rows, parts),
  };
  return { columns: taken, notes: [{ code: 'names joined', values }] };
}

/** `van der`, in a column of its own. */
const areParticles = (rows: Rows, index: number): boolean => {
  const cells = filledCells(rows, index);
  return (
    cells.length > 0 &&
    cells.every((cell) => /^['\u2019]?\p{Ll}{1,4}(?: \p{Ll}{1,4}){0,2}$/u.test(cell))
  );
};

/** The first whole name that two columns make. */
export function firstOf(rows: Rows, { given, family }: PartPlaces): string {
  const row = rows.find((cells) => cellAt(cells, given) !== '' && cellAt(cells, family) !== '');
  return `${cellAt(row ?? [], given)} ${cellAt(row ?? [], family)}`;
}

function nameWhole(columns: readonly Column[], rows: Rows): Column[] {
  const likely = columns
    .flatMap((column, index) => (column !== 'address' && hasNames(rows, index, 0) ? [index] : []))
    .map((index) => ({ index, whole: wholeNames(rows, index) }))
    .sort((a, b) => b.whole - a.whole);
  const [best, next] = likely;
  const isSure =
    best !== undefined &&
    (next === undefined || (best.whole >= 0.7 && best.whole - next.whole >= 0.2));
  return columns.map((column, index) => {
    if (column === 'address') return column;
    return isSure && index === best.index ? 'name' : 'unknown';
  });
}
