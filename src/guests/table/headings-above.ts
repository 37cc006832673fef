import { readHeader } from '../list/list-header.ts';
import { isNoName, saysNone } from '../text/no-name.ts';
import { cellAt, isWholeName, type Rows, wholeNames } from './column-evidence.ts';

/**
 * Where a table begins. `headings`: absent for a table without any. `row`: its first row, perhaps without an address.
 */
export type TableStart = { headings?: number; row: number };

type Place = { first: number; place: number };

const names: ReadonlySet<string> = new Set(['name', 'given', 'family', 'call']);

/**
 * Finds the beginning of a table without a known heading for its addresses. `first` is the first row with an address.
 * People without one may stand above it: they are rows, and no headings.
 */
export function startAbove(rows: Rows, at: Place): TableStart {
  const known = knownHeadings(rows, at);
  if (known !== undefined) return { headings: known, row: known + 1 };
  const isRow = rowTest(rows, at);
  let row = at.first;
  while (row > 0 && isRow(row - 1)) row -= 1;
  const headings = row - 1;
  return headings >= 0 && mayHead(rows, headings, at) ? { headings, row } : { row };
}

/** The line that has the most headings which the reader knows, one of them for names. */
function knownHeadings(rows: Rows, at: Place): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [index, cells] of rows.slice(0, at.first).entries()) {
    const columns = readHeader(cells);
    const count = columns.filter((column) => column !== 'unknown' && column !== 'unnamed').length;
    if (count <= most || !columns.some((column) => names.has(column))) continue;
    if (!mayHead(rows, index, at)) continue;
    best = index;
    most = count;
  }
  return best;
}

const disguised = /[@＠]|[([{]\s*at\s*[)\]}]/iu;

function mayHead(rows: Rows, index: number, { first, place }: Place): boolean {
  const cells = rows[index] ?? [];
  const row = rows[first] ?? [];
  if (cells.some((cell) => disguised.test(cell)) || cellAt(cells, place) === '') return false;
  if (row.length === 1 && partsAlike(cells[0] ?? '', row[0] ?? '')) return false;
  return cells.filter((cell) => cell.trim() !== '').length >= Math.min(2, row.length);
}

/** True for a person without an address, where both lines have a separator that this reading does not part them at. */
const partsAlike = (line: string, row: string): boolean =>
  [';', '\t', '|', ','].some((sign) => row.includes(sign) && isPerson(line.split(sign)));

function isPerson(parts: readonly string[]): boolean {
  const isHeading = readHeader(parts).some(
    (column) => column !== 'unknown' && column !== 'unnamed',
  );
  const cells = parts.map((part) => part.trim());
  return !isHeading && cells.some(isWholeName) && cells.some(lacksAddress);
}

/** Tells whether a line above the first address is about a person, as the lines below are. */
function rowTest(rows: Rows, at: Place): (index: number) => boolean {
  const body = rows.slice(at.first);
  const width = Math.max(1, ...body.map((cells) => cells.length));
  const named = Array.from({ length: Math.min(width, 20) }, (_, index) => index).filter(
    (index) => index !== at.place && wholeNames(body, index) >= 0.5,
  );
  const repeats = (cells: readonly string[]) =>
    cells.some((cell, index) => {
      const text = cell.trim();
      const isOther = index !== at.place && !named.includes(index) && text !== '';
      return isOther && body.some((below) => cellAt(below, index) === text);
    });
  return (index) => {
    const cells = rows[index] ?? [];
    if (!named.some((each) => isWholeName(cellAt(cells, each)))) return false;
    const isHeaded = index > 0 && mayHead(rows, index - 1, at);
    return isHeaded || lacksAddress(cellAt(cells, at.place)) || repeats(cells);
  };
}

/** Nothing, a number to call, a broken address, or words that say that there is none. */
const lacksAddress = (cell: string): boolean =>
  cell === '' || /\d/.test(cell) || disguised.test(cell) || isNoName(cell) || saysNone(cell);
