import { type Column, readHeader } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListNote } from '../list/partner-row.ts';
import { findAddresses, holdsAddress } from '../text/find-addresses.ts';
import { looksLikeName } from '../text/person-name.ts';

type Rows = readonly (readonly string[])[];
export type Chosen = { columns: Column[]; notes: ListNote[] };

/** Columns whose rows say how sure they are need only so many of them. */
const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/**
 * What each column holds, by its heading and by what stands below it. Two columns for one thing leave open which is
 * meant: the reader chooses only where the headings or empty cells show it, and says so. Throws ListRefused otherwise.
 */
export function chooseColumns(header: readonly string[], rows: Rows): Chosen {
  const columns = readHeader(header);
  const notes: ListNote[] = [];
  const isBare = header.every((cell) => cell === '');
  settleTwins(header, columns, rows);
  if (!columns.includes('address')) {
    const place = addressColumn(header, rows);
    columns[place] = 'address';
    if (!isBare && !isFirst(header[place] ?? '')) {
      notes.push({ code: 'address column taken', values: { column: titleOf(header, place) } });
    }
  }
  if (isBare) nameBare(columns, rows);
  const named = columns.some((column) => ['name', 'given', 'family'].includes(column));
  const whole = columns.some((column) => ['name', 'family'].includes(column));
  const looks = header.flatMap((_, index) =>
    unread(columns[index]) && holdsNames(rows, index) ? [index] : [],
  );
  if (!whole) {
    for (const index of looks.slice(0, 3)) {
      const example = rows.map((cells) => cells[index] ?? '').find(looksLikeName) ?? '';
      const values = {
        column: titleOf(header, index),
        name: example.trim(),
        read: named ? 'yes' : 'no',
      };
      notes.push({ code: 'names elsewhere', values });
    }
  }
  return { columns, notes };
}

/** Without headings, the one column that can be names is. The others are known, and not read. */
function nameBare(columns: Column[], rows: Rows): void {
  const places = columns.flatMap((column, index) => (column === 'address' ? [] : [index]));
  const [only, ...others] = places.filter((index) => holdsNames(rows, index, 0));
  const [whole, ...more] = places.filter((index) => holdsNames(rows, index));
  for (const index of places) columns[index] = 'unknown';
  if (only !== undefined && others.length === 0) columns[only] = 'name';
  else if (whole !== undefined && more.length === 0) columns[whole] = 'name';
}

const unread = (column: Column | undefined) => column === 'unknown' || column === 'unnamed';

/** How a column is called to people: by its heading, or by its number. */
export const titleOf = (header: readonly string[], index: number): string =>
  header[index]?.trim().slice(0, 80) || `${index + 1}`;

/** Of two columns for one thing, one may be empty, or say the same. */
function settleTwins(header: readonly string[], columns: Column[], rows: Rows): void {
  const seen = new Map<Column, number>();
  for (const [index, column] of columns.entries()) {
    if (unread(column) || column === 'ignored') continue;
    const other = seen.get(column);
    seen.set(column, other ?? index);
    if (other === undefined) continue;
    const [before, here] = [filled(rows, other), filled(rows, index)];
    const same = rows.every((cells) => (cells[other] ?? '').trim() === (cells[index] ?? '').trim());
    if (rows.length > 0 && (here === 0 || same)) columns[index] = 'unknown';
    else if (rows.length > 0 && before === 0) {
      columns[other] = 'unknown';
      seen.set(column, index);
    } else {
      const values = { column: titleOf(header, index), other: titleOf(header, other) };
      throw new ListRefused('duplicate column', values);
    }
  }
}

const filled = (rows: Rows, index: number) =>
  rows.filter((cells) => (cells[index] ?? '').trim() !== '').length;

/** The one column whose cells are addresses. */
function addressColumn(header: readonly string[], rows: Rows): number {
  const places = header.flatMap((_, index) => (holdsAddresses(rows, index) ? [index] : []));
  const mailed = places.filter((index) => isMail(header[index] ?? ''));
  const first = mailed.filter((index) => isFirst(header[index] ?? ''));
  const left = mailed.filter((index) => !isOther(header[index] ?? ''));
  for (const found of [places, mailed, first, left]) {
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0) return only;
  }
  const [one, two] = left.length > 1 ? left : places;
  if (one === undefined || two === undefined)
    throw new ListRefused('no address column', { nearest: '' });
  const values = { column: titleOf(header, two), other: titleOf(header, one) };
  throw new ListRefused('two address columns', values);
}

const isMail = (heading: string) =>
  /e-?mail|\bmail\b|smtp|e-?post|correo|courriel|messagerie|sähköposti|メール|邮|郵|이메일/i.test(
    heading,
  );
const isFirst = (heading: string) =>
  isMail(heading) && /(?:^|\D)1(?:\D|$)|primary|principal|hoofd|haupt|main\b/i.test(heading);
const isOther = (heading: string) =>
  /(?:^|\D)[2-9](?:\D|$)|secondary|alternat|other|backup|recovery|previous|old\b|manager|owner|organi[sz]er|sponsor|\bcc\b|assist|supervisor|creat|modif|send|from|private|personal|zweit|tweede/i.test(
    heading,
  );

function holdsAddresses(rows: Rows, index: number): boolean {
  const cells = rows.flatMap((row) => (row[index] ?? '').trim() || []);
  return cells.length > 0 && share(cells.filter(isMostlyAddress).length, cells.length) > 0.5;
}

/** An address, perhaps with a name beside it: not a sentence that mentions one. */
function isMostlyAddress(cell: string): boolean {
  if (!holdsAddress(cell)) return false;
  const { rest } = findAddresses(cell);
  return rest.split(/\s+/).length <= 6;
}

/** Of a text column that nobody called so: most cells look like names, and some have more than one word. */
function holdsNames(rows: Rows, index: number, whole = 0.5): boolean {
  const cells = rows.flatMap((row) => (row[index] ?? '').trim() || []);
  const names = cells.filter(looksLikeName);
  const parts = names.filter((name) =>
    /\S[\s,]+\S|^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u.test(name),
  );
  return share(names.length, cells.length) > 0.8 && share(parts.length, cells.length) >= whole;
}
