import { foreign } from '../foreign/foreign-file.ts';
import { refuseProse } from '../foreign/vertical-list.ts';
import { refuseBulkFile, refuseMixed } from '../list/bulk-files.ts';
import { type Column, nearestAddressHeading, readHeader } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListNote } from '../list/partner-row.ts';
import { findOwnColumns, type OwnColumns } from '../list/result-columns.ts';
import { hasAddress } from '../text/find-addresses.ts';
import { chooseColumns } from './choose-columns.ts';
import { isNamedAddress } from './column-evidence.ts';
import { startAbove } from './headings-above.ts';
import type { ListRecord } from './list-record.ts';

/** People put only few titles and notes above a table. */
const recordsToSearch = 40;
/** The reader refuses a list with more columns. */
export const maxColumns = 256;

/** One table of a list: its headings, and what its columns contain. */
export type Table = {
  /** The headings. For a table without any, the reader makes some. */
  header: readonly string[];
  columns: readonly Column[];
  /** Set for a results file of ours: removes what the bot wrote into it. */
  own: OwnColumns | undefined;
};

export type FoundTable = {
  table: Table;
  /** How many records come before the first row. The last of them are the headings, if there are any. */
  above: number;
  hasHeader: boolean;
  /** How the reader found it. 2: by a known heading. 1: by the cells, with headings above. 0: by the cells alone. */
  certainty: 2 | 1 | 0;
  notes: readonly ListNote[];
};

/** So many cells, and so many characters, show what the columns contain. Other work waits for their evidence. */
const enoughCells = 3000;
const enoughCharacters = 131_072;

/** Finds the table in the first records of a list. Throws ListRefused when nothing shows the column of addresses. */
export function findTable(records: readonly ListRecord[]): FoundTable {
  // Titles above the headings are no evidence of anything, and use up none of it.
  const start = records.slice(0, recordsToSearch);
  const headings = start.findIndex((record, index) =>
    isHeaderOf(record, records.slice(index + 1, index + 6)),
  );
  const first = headings >= 0 ? headings : start.findIndex(isHeader);
  if (first >= 0) {
    refuseMixed(start[first]?.cells ?? []);
    const below = enoughOf(records.slice(first + 1));
    return withHeadings([...start.slice(0, first + 1), ...below], first, { certainty: 2 });
  }
  for (const { cells } of start) refuseBulkFile(cells);
  refuseProse(start);
  return byContent(enoughOf(records));
}

/** The first records, as far as they are not more evidence than the reader needs. */
function enoughOf(records: readonly ListRecord[]): readonly ListRecord[] {
  let [cells, characters] = [0, 0];
  const end = records.findIndex((record) => {
    cells += record.cells.length;
    for (const cell of record.cells) characters += cell.length;
    return cells > enoughCells || characters > enoughCharacters;
  });
  return end < 0 ? records : records.slice(0, end + 1);
}

/** True for a line of headings: an address column, and no address. */
export function isHeader({ cells }: Pick<ListRecord, 'cells'>): boolean {
  const first = cells.slice(0, maxColumns);
  return !first.some(hasAddress) && readHeader(first).includes('address');
}

function isHeaderOf(record: ListRecord, below: readonly ListRecord[]): boolean {
  if (!isHeader(record)) return false;
  const at = readHeader(record.cells).indexOf('address');
  const end = below.findIndex(isHeader);
  return (end < 0 ? below : below.slice(0, end)).some(({ cells }) => hasAddress(cells[at] ?? ''));
}

/** The table with the record at `index` as headings. The rows from `first` on show what its columns contain. */
export function withHeadings(
  sample: readonly ListRecord[],
  index: number,
  { certainty, first = index + 1 }: { certainty: 2 | 1; first?: number },
): FoundTable {
  const { cells = [], line = 1, problems } = sample[index] ?? {};
  if (problems !== undefined) throw new ListRefused('unterminated quote', { line });
  if (cells.length > maxColumns) throw new ListRefused('too many columns', { limit: maxColumns });
  const own = findOwnColumns(cells);
  const header = own === undefined ? [...cells] : own.strip(cells);
  const rows = rowsFrom(sample, first).map((row) => own?.strip(row) ?? row);
  const { columns, notes } = chooseColumns(header, rows);
  return {
    table: { header, columns, own },
    above: index + 1,
    hasHeader: true,
    certainty,
    notes,
  };
}

/** The rows of this table only: another one may follow, with a title above it that is no row. */
function rowsFrom(sample: readonly ListRecord[], first: number): (readonly string[])[] {
  const below = sample.slice(first);
  const end = below.findIndex(isHeader);
  const rows = end < 0 ? below : below.slice(0, end);
  return rows.flatMap(({ cells }) => (cells.length > 1 && isTitle(cells) ? [] : [cells]));
}

const isTitle = (cells: readonly string[]): boolean =>
  cells.filter((cell) => cell.trim() !== '').length === 1 && !cells.some(hasAddress);

/** For a list without a heading that the reader knows. The cells show the addresses; the line above may be headings. */
function byContent(sample: readonly ListRecord[]): FoundTable {
  const rows = sample.map(({ cells }) => cells);
  const place = addressPlace(rows);
  if (place === undefined) throw noAddressColumn(rows);
  const first = rows.findIndex((cells) => hasAddress(cells[place] ?? ''));
  const { headings, row } = startAbove(rows, { first, place });
  return headings === undefined
    ? withoutHeadings(rows, { row, first })
    : withHeadings(sample, headings, { certainty: 1, first });
}

/** The column with the most addresses; of several, the first. `chooseColumns` deals with the others. */
function addressPlace(rows: readonly (readonly string[])[]): number | undefined {
  const counts = new Map<number, number>();
  for (const cells of rows) {
    for (const [index, cell] of cells.slice(0, maxColumns).entries()) {
      if (hasAddress(cell)) counts.set(index, (counts.get(index) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  return [...counts].sort(([a], [b]) => a - b).find(([, count]) => count === most)?.[0];
}

/** Headings for the results of a table without any, so that the reader understands these results. */
const headingsGiven: ReadonlyMap<Column, string> = new Map([
  ['address', 'email'],
  ['name', 'name'],
  ['given', 'given name'],
  ['family', 'family name'],
]);

function withoutHeadings(
  rows: readonly (readonly string[])[],
  { row, first }: { row: number; first: number },
): FoundTable {
  const body = rows.slice(first);
  const width = Math.min(maxColumns, Math.max(...body.map((cells) => cells.length)));
  const blank = Array.from({ length: width }, () => '');
  const { columns, notes } = chooseColumns(blank, body);
  const header = columns.map((column, index) => headingsGiven.get(column) ?? `column ${index + 1}`);
  const place = columns.indexOf('address');
  const isNamed =
    body.filter((cells) => isNamedAddress(cells[place] ?? '')).length > body.length / 2;
  const values = {
    column: place + 1,
    name: columns.indexOf('name') + 1 || (isNamed ? place + 1 : 0),
  };
  return {
    table: { header, columns, own: undefined },
    above: row,
    hasHeader: false,
    certainty: 0,
    notes: notes.length > 0 ? notes : [{ code: 'no headings', values }],
  };
}

function noAddressColumn(rows: readonly (readonly string[])[]): ListRefused {
  const first = rows.find((cells) => !/^(?:version:|sep=)/i.test(cells[0] ?? '')) ?? [];
  if (/^\s*[<{[]/.test(first[0] ?? '')) return foreign();
  const found = nearestAddressHeading(first.slice(0, maxColumns));
  return new ListRefused('no address column', { nearest: found?.trim() ?? '' });
}
