import {
  type Column,
  foldHeading,
  nearestAddressHeading,
  readHeader,
} from '../list/list-header.ts';
import { ListRefused, type ListRefusedCode } from '../list/list-refused.ts';
import type { ListNote } from '../list/partner-row.ts';
import { findOwnColumns, type OwnColumns } from '../list/result-columns.ts';
import { holdsAddress } from '../text/find-addresses.ts';
import { chooseColumns } from './choose-columns.ts';
import type { ListRecord } from './list-record.ts';

/** Titles and notes that people put above a table are few. */
const recordsToSearch = 40;
/** A list with more is refused whatever they are called. */
export const maxColumns = 256;

/** One table of a list: its headings, and what its columns hold. */
export type Table = {
  /** The headings; for a table without any, names that we know for the columns that are read. */
  header: readonly string[];
  columns: readonly Column[];
  /** Set in a results file of ours: what is to be taken out of it again. */
  own: OwnColumns | undefined;
};

export type FoundTable = {
  table: Table;
  /** How many records stand above the first row: the headings are the last of them, if there are any. */
  above: number;
  hasHeader: boolean;
  /** How the table was recognised: by headings that we know (2), or by what its cells hold. */
  certainty: 2 | 1 | 0;
  notes: readonly ListNote[];
};

/** Finds the table in the first records of a list. Throws ListRefused where nothing says which column holds the addresses. */
export function findTable(sample: readonly ListRecord[]): FoundTable {
  const start = sample.slice(0, recordsToSearch);
  const headings = start.findIndex((record, index) => isHeaderOf(record, sample.slice(index + 1)));
  const first = headings >= 0 ? headings : start.findIndex(isHeader);
  if (first >= 0) {
    refuseMixed(start[first]);
    return withHeadings(sample, first, 2);
  }
  refuseBulkFiles(start);
  return byContent(sample);
}

/** Whether a record is a line of headings: it names an address column and holds no address. */
export function isHeader({ cells }: Pick<ListRecord, 'cells'>): boolean {
  const first = cells.slice(0, maxColumns);
  return !first.some(holdsAddress) && readHeader(first).includes('address');
}

function isHeaderOf(record: ListRecord, below: readonly ListRecord[]): boolean {
  if (!isHeader(record)) return false;
  const at = readHeader(record.cells).indexOf('address');
  const next = below.slice(0, 5);
  const end = next.findIndex(isHeader);
  return (end < 0 ? next : next.slice(0, end)).some(({ cells }) => holdsAddress(cells[at] ?? ''));
}

/** The table whose headings are the record at `index`, with the rows below it to look at. */
export function withHeadings(
  sample: readonly ListRecord[],
  index: number,
  certainty: 2 | 1,
): FoundTable {
  const { cells = [], line = 1, problems } = sample[index] ?? {};
  if (problems !== undefined) throw new ListRefused('unterminated quote', { line });
  if (cells.length > maxColumns) throw new ListRefused('too many columns', { limit: maxColumns });
  const own = findOwnColumns(cells);
  const header = own === undefined ? [...cells] : own.strip(cells);
  const rows = rowsBelow(sample, index).map((row) => own?.strip(row) ?? row);
  const { columns, notes } = chooseColumns(header, rows);
  return {
    table: { header, columns, own },
    above: index + 1,
    hasHeader: true,
    certainty,
    notes,
  };
}

/** The rows of this table alone: another one may follow. */
function rowsBelow(sample: readonly ListRecord[], index: number): (readonly string[])[] {
  const below = sample.slice(index + 1);
  const end = below.findIndex(isHeader);
  const rows = end < 0 ? below : below.slice(0, end);
  // A title above the next table is no row.
  return rows.flatMap(({ cells }) => (cells.length > 1 && isTitle(cells) ? [] : [cells]));
}

const isTitle = (cells: readonly string[]): boolean =>
  cells.filter((cell) => cell.trim() !== '').length === 1 && !cells.some(holdsAddress);

/** No heading that we know: the cells show where the addresses are, and the line above them may be headings. */
function byContent(sample: readonly ListRecord[]): FoundTable {
  const rows = sample.map(({ cells }) => cells);
  const place = addressPlace(rows);
  if (place === undefined) throw noAddressColumn(rows);
  const first = rows.findIndex((cells) => holdsAddress(cells[place] ?? ''));
  const above = rows[first - 1];
  const width = above?.filter((cell) => cell.trim() !== '').length ?? 0;
  const isHeadings =
    above !== undefined &&
    !above.some((cell) => cell.includes('@')) &&
    (above[place] ?? '').trim() !== '' &&
    width >= Math.min(2, rows[first]?.length ?? 1);
  if (isHeadings) return withHeadings(sample, first - 1, 1);
  return withoutHeadings(rows, first);
}

/** The column with most of the addresses; the first of several, which are said or refused later. */
function addressPlace(rows: readonly (readonly string[])[]): number | undefined {
  const counts = new Map<number, number>();
  for (const cells of rows) {
    for (const [index, cell] of cells.slice(0, maxColumns).entries()) {
      if (holdsAddress(cell)) counts.set(index, (counts.get(index) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  return [...counts].sort(([a], [b]) => a - b).find(([, count]) => count === most)?.[0];
}

/** What the columns of a table without headings are called in its results, so that those are read rightly again. */
const headingsGiven: ReadonlyMap<Column, string> = new Map([
  ['address', 'email'],
  ['name', 'name'],
  ['given', 'given name'],
  ['family', 'family name'],
]);

function withoutHeadings(rows: readonly (readonly string[])[], first: number): FoundTable {
  const body = rows.slice(first);
  const width = Math.min(maxColumns, Math.max(...body.map((cells) => cells.length)));
  const blank = Array.from({ length: width }, () => '');
  const { columns, notes } = chooseColumns(blank, body);
  const header = columns.map((column, index) => headingsGiven.get(column) ?? `column ${index + 1}`);
  const values = {
    column: columns.indexOf('address') + 1,
    name: columns.indexOf('name') + 1,
  };
  return {
    table: { header, columns, own: undefined },
    above: first,
    hasHeader: false,
    certainty: 0,
    notes: notes.length > 0 ? notes : [{ code: 'no headings', values }],
  };
}

type BulkFiles = readonly (readonly [heading: string, code: ListRefusedCode])[];

/** What stands in square brackets in the headings of Microsoft's files; the first that is found counts. */
const bulkProperties: BulkFiles = [
  ['passwordprofile', 'bulk create file'],
  ['userprincipalname', 'bulk delete file'],
  ['objectid', 'bulk restore file'],
  ['memberobjectidorupn', 'group import file'],
];
/** The same files without the brackets, where it is their only heading. */
const bulkHeadings: BulkFiles = [
  ['userprincipalname', 'bulk delete file'],
  ['memberobjectidoruserprincipalname', 'group import file'],
];

const propertiesOf = (cells: readonly string[]) =>
  cells.map((cell) => /\[\s*(\w+)\s*\]/.exec(cell)?.[1]?.toLowerCase());

/** A list that removes or restores accounts never invites, whatever other columns it has. */
function refuseMixed(header: ListRecord | undefined): void {
  const found = new Set(propertiesOf(header?.cells ?? []));
  if (found.has('userprincipalname') || found.has('objectid')) throw new ListRefused('mixed list');
}

/** Microsoft's files that delete, restore or create people, or put them into groups, invite nobody. */
function refuseBulkFiles(start: readonly ListRecord[]): void {
  for (const { cells } of start) {
    const properties = propertiesOf(cells);
    const headings = cells.map(foldHeading).filter(Boolean);
    const found =
      bulkProperties.find(([property]) => properties.includes(property)) ??
      bulkHeadings.find(([heading]) => headings.length === 1 && headings[0] === heading);
    if (found !== undefined) throw new ListRefused(found[1]);
  }
}

function noAddressColumn(rows: readonly (readonly string[])[]): ListRefused {
  const first = rows.find((cells) => !/^(?:version:|sep=)/i.test(cells[0] ?? '')) ?? [];
  if (/^\s*[<{[]/.test(first[0] ?? '')) return new ListRefused('not csv');
  const found = nearestAddressHeading(first.slice(0, maxColumns));
  return new ListRefused('no address column', { nearest: found?.trim() ?? '' });
}
