import { nearest } from '../text/nearest.ts';
import { repairText } from '../text/repair-text.ts';
import { columnNames, type Field, foldLetters } from './column-names.ts';
import type { ListLayout } from './partner-row.ts';

/** What one column contains. `unknown`: the reader does not know the heading. `unnamed`: there is no heading. */
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

/** What each heading means. Order and letter case mean nothing: Microsoft's own files differ in both. */
export function readHeader(header: readonly string[]): Column[] {
  const columns = header.map(columnOf);
  const has = (column: Column) => columns.includes(column);
  const call = callOf({ given: has('given'), family: has('family') });
  return columns.map((column) => (column === 'call' ? call : column));
}

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

/** Which program or template made the file. Each has a column that no other has. */
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

function columnOf(cell: string): Column {
  const folded = foldHeading(cell);
  if (folded === '') return 'unnamed';
  const known = columnNames.get(folded);
  const owned = known === undefined ? ofPerson.exec(cell)?.[1] : undefined;
  const field = owned === undefined ? known : columnNames.get(foldHeading(owned));
  return field ?? 'unknown';
}
