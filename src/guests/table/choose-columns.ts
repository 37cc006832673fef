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
  if (columns.includes('address')) refuseRivals(header, columns, rows);
  else {
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

/** Without headings, the one column that looks most like names is. The others are known, and not read. */
function nameBare(columns: Column[], rows: Rows): void {
  const places = columns.flatMap((column, index) => (column === 'address' ? [] : [index]));
  for (const index of places) columns[index] = 'unknown';
  const likely = places
    .filter((index) => holdsNames(rows, index, 0))
    .map((index) => ({ index, whole: wholeNames(rows, index) }))
    .sort((a, b) => b.whole - a.whole);
  const [best, next] = likely;
  if (best === undefined) return;
  if (next === undefined || (best.whole >= 0.7 && best.whole - next.whole >= 0.2)) {
    columns[best.index] = 'name';
  }
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

/** Another column of addresses whose heading speaks of mail may be the one that is meant: nobody is chosen for it. */
function refuseRivals(header: readonly string[], columns: readonly Column[], rows: Rows): void {
  const place = columns.indexOf('address');
  const rival = header.findIndex((heading, index) => {
    if (!unread(columns[index]) || !isMail(heading) || isOther(heading)) return false;
    if (!holdsAddresses(rows, index)) return false;
    const others = rows.filter((row) => {
      const cell = (row[index] ?? '').trim();
      return cell !== '' && cell.toLowerCase() !== (row[place] ?? '').trim().toLowerCase();
    });
    return share(others.length, rows.length) >= 0.5;
  });
  if (rival < 0) return;
  const values = { column: titleOf(header, rival), other: titleOf(header, place) };
  throw new ListRefused('two address columns', values);
}

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
  /(?:^|\D)[2-9](?:\D|$)|secondary|alternat|other|backup|recovery|previous|old\b|manager|owner|organi[sz]er|sponsor|\bcc\b|assist|supervisor|creat|modif|send|from|private|personal|additional|authenticat|buyer|purchas|billing|invoice|payer|zweit|tweede/i.test(
    heading,
  );

function holdsAddresses(rows: Rows, index: number): boolean {
  const cells = filledCells(rows, index);
  return (
    share(cells.length, rows.length) >= 0.2 &&
    share(cells.filter(isMostlyAddress).length, cells.length) > 0.5
  );
}

/** An address, perhaps with a name beside it: not a sentence that mentions one. */
function isMostlyAddress(cell: string): boolean {
  if (!holdsAddress(cell)) return false;
  const { rest } = findAddresses(cell);
  return rest.split(/\s+/).length <= 6;
}

/** Of a text column that nobody called so: most cells look like names, and some have more than one word. */
function holdsNames(rows: Rows, index: number, whole = 0.5): boolean {
  const cells = filledCells(rows, index);
  return (
    share(cells.filter(looksLikeName).length, cells.length) > 0.8 &&
    wholeNames(rows, index) >= whole
  );
}

/** How many of the cells are a name of two words and more, as people have them. */
function wholeNames(rows: Rows, index: number): number {
  const cells = filledCells(rows, index);
  const whole = cells.filter(
    (cell) => looksLikeName(cell) && !company.test(cell) && several.test(cell),
  );
  return share(whole.length, cells.length);
}

const filledCells = (rows: Rows, index: number) =>
  rows.flatMap((row) => (row[index] ?? '').trim() || []);
const several = /\S[\s,]+\S|^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u;
const company =
  /\b(?:inc|ltd|llc|gmbh|ag|bv|nv|s\.?a|sarl|corp|company|group|holding|university|ministry|bank)\b\.?|&/i;
