import { ListRefused } from '../list/list-refused.ts';
import { addressSays } from '../names/address-says.ts';

const delimiters = ['\t', ';', '|', ','];
const bareAddress = /^['"<]?[^\s@<>,;|"']+@[^\s@<>,;|"']+['">]?$/;

/**
 * Refuses rows without headings that have two columns of addresses, as it refuses such a file: nothing says which of
 * them the list means. Rows of two people each, and lines of nothing but addresses, are no such table. Throws
 * ListRefused.
 */
export function refuseTwoColumns(text: string): void {
  const lines = text.split('\n').filter((line) => line.includes('@'));
  if (lines.length < 2) return;
  const delimiter = delimiters.find((mark) => lines.every((line) => line.includes(mark)));
  if (delimiter === undefined) return;
  const rows = lines.map((line) => line.split(delimiter).map((cell) => cell.trim()));
  const [first, second] = addressColumns(rows);
  if (first === undefined || second === undefined) return;
  // People separate addresses by commas; only a spreadsheet puts tabs between them.
  if (delimiter !== '\t' && !rows.every((row) => row.some(isName))) return;
  if (hasOwnName(rows, first, second)) return;
  throw new ListRefused('two address columns', {
    column: String(second + 1),
    other: String(first + 1),
  });
}

const isName = (cell: string) => /\p{L}/u.test(cell) && !cell.includes('@');

function addressColumns(rows: readonly string[][]): number[] {
  const width = Math.max(...rows.slice(0, 200).map((row) => row.length));
  return Array.from({ length: Math.min(width, 50) }, (_, index) => index).filter((index) => {
    const filled = rows.filter((row) => bareAddress.test(row[index] ?? ''));
    return filled.length > 1 && filled.length * 2 >= rows.length;
  });
}

/** True for rows of two people: between the two addresses stands a cell that the second one shows. */
function hasOwnName(rows: readonly string[][], first: number, second: number): boolean {
  const named = rows.filter((row) =>
    row
      .slice(first + 1, second)
      .some((cell) => isName(cell) && addressSays(row[second] ?? '', cell, { how: 'within' })),
  );
  return named.length * 2 > rows.length;
}
