import { nearest } from '../text/nearest.ts';
import { repairText } from '../text/repair-text.ts';
import { columnNames, type Field, foldLetters } from './known-headings.ts';
import { isKindOfAddress, namePartIn } from './longer-headings.ts';
import type { ListLayout } from './partner-row.ts';

/** The kind of one column. `unknown`: the reader does not know the heading. `unnamed`: there is no heading. */
export type Column = Field | 'unknown' | 'unnamed';

/** The columns of our own template, and of the results of typed and pasted requests. */
export const templateHeader = [
  'email',
  'name',
  'project',
  'language',
  'redirect',
  'cc',
  'groups',
  'applications',
  'until',
  'sendMail',
] as const;

/** Reads the meaning of each heading. Order and letter case mean nothing: Microsoft's own files differ in both. */
export function readHeader(header: readonly string[]): Column[] {
  const columns = withKindOfAddress(header, surnamesBeside(header, header.map(columnOf)));
  const has = (column: Column) => columns.includes(column);
  const call = callOf({ given: has('given'), family: has('family') });
  const known: Partial<Record<Column, Column>> = {
    call,
    initials: has('given') || (has('call') && call === 'given') ? 'unknown' : 'given',
    family2:
      has('family') || has('name') || (has('call') && call === 'name') ? 'family2' : 'family',
  };
  return columns.map((column) => known[column] ?? column);
}

/** `Work e-mail` means the address where no other heading does. Of two such columns, only the cells may show which. */
function withKindOfAddress(
  header: readonly string[],
  columns: readonly Column[],
): readonly Column[] {
  if (columns.includes('address')) return columns;
  const found = header.flatMap((heading, index) =>
    columns[index] === 'unknown' && isKindOfAddress(withoutPerson(heading)) ? [index] : [],
  );
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? columns : columns.with(only, 'address');
}

/** Words whose meaning only another heading shows: `Ad` beside `Soyad`, 名字 beside 名前. */
function surnamesBeside(header: readonly string[], columns: readonly Column[]): Column[] {
  const headings = header.map(foldHeading);
  return columns.map((column, index) => {
    const heading = headings[index];
    if (heading === 'ad' || heading === 'adi') return columns.includes('family') ? 'given' : column;
    return heading === '名字' && headings.includes(foldLetters('名前')) ? 'family' : column;
  });
}

/** True when a heading is a word for the whole name, the given or the family name, as its neighbours say. */
export const isCall = (heading: string): boolean => columnOf(heading) === 'call';

/** `Name` beside a given name is the family name, `Nome` beside a family name the given one. */
function callOf(beside: { given: boolean; family: boolean }): Column {
  if (beside.given === beside.family) return 'name';
  return beside.given ? 'family' : 'given';
}

/** The heading that probably means the address, for a list in which the reader knows none. */
export function nearestAddressHeading(header: readonly string[]): string | undefined {
  const known = [...columnNames].flatMap(([name, field]) => (field === 'address' ? [name] : []));
  return header.find(
    (cell) => columnOf(cell) === 'unknown' && nearest(foldHeading(cell), known) !== undefined,
  );
}

/** Names the program or template that made the file. Each has a column that no other has. */
export function dialectOf(header: readonly string[]): ListLayout['dialect'] {
  const names = header.map(foldHeading);
  const has = (...marks: string[]) => marks.some((mark) => names.includes(mark));
  if (has('inviteeemail')) return 'entra template';
  if (has('inviteduseremailaddress')) return 'powershell';
  if (has('inviteappid', 'invitereplyurl', 'inviteappresources', 'invitegroupresources')) {
    return 'microsoft 2015';
  }
  if (has('invitationtext', 'invitedtoapplications', 'invitedtogroups', 'ccemailaddress')) {
    return 'microsoft 2016';
  }
  return 'guestlist';
}

/** Properties in brackets in Microsoft's files for other tasks than inviting. */
const otherProperties = /^(?:userPrincipalName|objectId|memberObjectIdOrUpn|passwordProfile)$/i;

/** Longer text is no heading. The patterns below take quadratic time on many brackets that nobody closes. */
const longestHeading = 500;

/**
 * Prepares a heading for comparison: without case, accents, spaces and punctuation. A known `[property]` counts alone;
 * other notes in brackets (`[Required]`, `(verplicht)`) do not count.
 */
export function foldHeading(whole: string): string {
  const cell = whole.length > longestHeading ? whole.slice(0, longestHeading) : whole;
  const property = /\[\s*(\w+)\s*\]/.exec(cell)?.[1] ?? '';
  const isKnown = columnNames.has(foldLetters(property)) || otherProperties.test(property);
  if (isKnown) return foldLetters(property);
  const bare = foldLetters(repairText(cell).replace(/\[[^\]]*\]|\([^)]*\)/g, ' '));
  return bare === '' ? foldLetters(cell) : bare;
}

/** A word for the person before the word for the field: `user.firstName`, `Contact: Email`, `Attendee Name`. */
const ofPerson =
  /^\s*(?:user(?=\.)|contact|person|profile|attendee|guest|participant|member|invitee|partner|registrant)s?[.:_ /-]+(.+)$/i;

const withoutPerson = (cell: string): string => ofPerson.exec(cell)?.[1] ?? cell;

function columnOf(cell: string): Column {
  const folded = foldHeading(cell);
  if (folded === '') return 'unnamed';
  const known = columnNames.get(folded);
  if (known === 'call') return namePartIn(notesIn(cell)) ?? known;
  if (known !== undefined) return known;
  const field = columnNames.get(foldHeading(withoutPerson(cell)));
  return field ?? alike(cell) ?? namePartIn(cell) ?? 'unknown';
}

/** The notes in brackets of `Name (Last)`. */
const notesIn = (cell: string): string =>
  (cell.slice(0, longestHeading).match(/\(([^()]*)\)/g) ?? [])
    .join(' ')
    .replace(/[()]/g, ' ')
    .trim();

/** A heading in two languages, `E-mail / Courriel`, whose parts mean the same. */
function alike(cell: string): Field | undefined {
  if (cell.length > longestHeading) return undefined;
  const parts = cell
    .split(/\s*[/|\n·•]\s*|\s+[-–—]\s+/)
    .map((part) => columnNames.get(foldHeading(part)));
  const [first] = parts;
  return parts.length > 1 && parts.every((part) => part === first) ? first : undefined;
}
