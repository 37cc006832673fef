import { type Column, isCall, readHeader } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import { isKindOfAddress } from '../list/longer-headings.ts';
import type { ListNote } from '../list/partner-row.ts';
import { chooseAddresses } from './address-columns.ts';
import {
  bothTitles,
  cellAt,
  filledCells,
  nameWorth,
  type Rows,
  share,
  titleOf,
  unread,
} from './column-evidence.ts';
import { chooseNames } from './name-columns.ts';
import { nameBare } from './name-parts.ts';

export type ChosenColumns = { columns: readonly Column[]; notes: readonly ListNote[] };

/**
 * Decides what each column contains, by its heading and by the cells below it. When two columns may contain one thing,
 * the reader chooses only if the headings or the cells show which, and adds a note. Throws ListRefused otherwise.
 */
export function chooseColumns(header: readonly string[], rows: Rows): ChosenColumns {
  const read = withoutCountries(withBlanks(header, readHeader(header), rows), rows);
  const single = dropTwins(header, read, rows);
  const columns = settleCalls(header, single.columns, rows);
  const { place, byCells } = chooseAddresses(header, columns, { rows, left: single.left });
  const chosen = columns.map((column, index): Column => {
    if (index === place) return 'address';
    return column === 'address' ? 'unknown' : column;
  });
  if (header.every((cell) => cell === '')) return nameBare(chosen, rows);
  const taken: ListNote[] = byCells
    ? [{ code: 'address column taken', values: { column: titleOf(header, place) } }]
    : [];
  const named = chooseNames(header, chosen, rows);
  return { columns: named.columns, notes: [...single.notes, ...taken, ...named.notes] };
}

/** `CC` above country codes and cost centres names nobody. */
const withoutCountries = (columns: readonly Column[], rows: Rows): readonly Column[] =>
  columns.map((column, index) => {
    if (column !== 'cc') return column;
    const cells = filledCells(rows, index);
    const isCode =
      cells.length > 0 && cells.every((cell) => /^(?:[A-Z]{2,3}|\+?\d{1,6})$/.test(cell));
    return isCode ? 'unknown' : column;
  });

/** A column among the others has cells of its own, also if its heading is blank, or a sign (`#`). */
function withBlanks(
  header: readonly string[],
  columns: readonly Column[],
  rows: Rows,
): readonly Column[] {
  const last = columns.findLastIndex((column) => column !== 'unnamed');
  return columns.map((column, index) => {
    if (column !== 'unnamed' || index > last) return column;
    const isFilled = share(filledCells(rows, index).length, rows.length) > 0.5;
    return isFilled || header[index]?.trim() ? 'unknown' : column;
  });
}

/**
 * Drops one of two columns for one thing: the one that is empty or says the same, or the one that is meant less, with a
 * note. Throws ListRefused when nothing shows which that is.
 */
function dropTwins(
  header: readonly string[],
  columns: readonly Column[],
  rows: Rows,
): ChosenColumns & { left: ReadonlySet<number> } {
  const single = [...columns];
  const left = new Set<number>();
  const notes: ListNote[] = [];
  const seen = new Map<Column, number>();
  for (const [index, column] of columns.entries()) {
    if (unread(column) || column === 'ignored') continue;
    const other = seen.get(column);
    if (other === undefined) {
      seen.set(column, index);
      continue;
    }
    const { kept, dropped, isSaid } = oneOf(header, rows, { one: other, two: index, column });
    if (isSaid) {
      const values = { column: titleOf(header, kept), other: titleOf(header, dropped) };
      notes.push({ code: 'column chosen', values });
    }
    single[dropped] = 'unknown';
    left.add(dropped);
    seen.set(column, kept);
  }
  return { columns: single, notes, left };
}

type Twins = { one: number; two: number; column: Column };

function oneOf(header: readonly string[], rows: Rows, { one, two, column }: Twins) {
  const surplus = surplusOf(rows, one, two);
  const dropped = surplus === 'none' ? lesser(header, rows, [one, two], column) : surplus;
  if (dropped === undefined) {
    const values = bothTitles(header, two, one);
    const isKind = [one, two].some((index) => isKindOfAddress(header[index] ?? ''));
    const code = column === 'address' && isKind ? 'two address columns' : 'duplicate column';
    throw new ListRefused(code, values);
  }
  return { kept: dropped === one ? two : one, dropped, isSaid: surplus === 'none' };
}

/** The column that adds nothing to the other. */
function surplusOf(rows: Rows, one: number, two: number): number | 'none' {
  if (rows.length === 0) return 'none';
  const isSame = rows.every((row) => cellAt(row, one) === cellAt(row, two));
  if (isSame || filledCells(rows, two).length === 0) return two;
  return filledCells(rows, one).length === 0 ? one : 'none';
}

/** Headings of the invited person: in `Attendee Email` beside `Email`, which is the buyer's. */
const ofGuest = /^\W*(?:attendee|participant|guest|invitee|registrant|deelnemer|gast|teilnehmer)/i;
/** A person's name, beside the name of a company. */
const ofPerson = /^\W*(?:contact|person|member|user)/i;
/** The name that somebody is called by, beside the name in a passport. */
const called = /roepnaam|rufname|tilltals|personal|called?\s?name|preferred|known as/i;
const names: ReadonlySet<Column> = new Set(['name', 'given', 'middle', 'family', 'family2']);

/** The one of two columns that is meant less. Only names, and the guests' own columns, show that. */
function lesser(
  header: readonly string[],
  rows: Rows,
  [one, two]: readonly [number, number],
  column: Column,
): number | undefined {
  const by = (pattern: RegExp) => {
    const [first, second] = [one, two].map((index) => pattern.test(header[index] ?? ''));
    return first === second ? undefined : first ? two : one;
  };
  const guest = by(ofGuest);
  if (guest !== undefined || !names.has(column)) return guest;
  const filled = (index: number) => filledCells(rows, index).length;
  const usual = by(called) ?? by(ofPerson);
  // A name that few are called by would leave the others without one.
  const isWhole = usual !== undefined && filled(usual === one ? two : one) >= filled(usual);
  if (isWhole) return usual;
  const worth = (index: number) => (column === 'name' ? nameWorth(rows, index) : filled(index));
  return worth(two) > worth(one) ? one : two;
}

/**
 * Decides the meaning of a column called `Name` or `Naam` beside columns for parts of names. Its cells show it: they
 * repeat the parts where it is the whole name, and none of them where it is something else's.
 */
function settleCalls(
  header: readonly string[],
  columns: readonly Column[],
  rows: Rows,
): readonly Column[] {
  const at = header.findIndex((heading) => isCall(heading));
  const parts = columns.flatMap((column, index) =>
    index !== at && (column === 'given' || column === 'family') ? [index] : [],
  );
  if (at < 0 || parts.length === 0 || columns[at] === 'unknown') return columns;
  const filled = rows.filter(
    (row) => cellAt(row, at) !== '' && parts.some((index) => cellAt(row, index) !== ''),
  );
  const repeating = filled.filter((row) => repeats(row, at, parts));
  const isWhole = share(repeating.length, filled.length) > 0.5;
  if (columns[at] === 'name') {
    // Beside both parts a name that shares nothing with them is a company's.
    return filled.length > 0 && repeating.length === 0 && parts.length > 1
      ? columns.with(at, 'unknown')
      : columns;
  }
  return isWhole ? columns.with(at, 'name') : columns;
}

/** True when the cell has one of the parts as a word beside others. */
function repeats(row: readonly string[], at: number, parts: readonly number[]): boolean {
  const words = wordsOf(cellAt(row, at));
  return (
    words.length > 1 &&
    parts.some((index) => {
      const part = wordsOf(cellAt(row, index));
      return (
        part.length > 0 && part.length <= words.length && part.every((word) => words.includes(word))
      );
    })
  );
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
