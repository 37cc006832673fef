import { atATime, atOnce, type InTurns } from '../in-turns.ts';
import { entryRow } from '../list/entry-row.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListNote, PartnerRow } from '../list/partner-row.ts';
import { cutUnmeant } from '../meant/cut-unmeant.ts';
import { denyTokens } from '../meant/deny-tokens.ts';
import { eitherOr } from '../meant/either-or.ts';
import { deniesBelow } from '../meant/line-label.ts';
import { addressSays } from '../names/address-says.ts';
import { speaksBeside } from '../names/beside-name.ts';
import { type Known, knownNames, letters, type Said } from '../sentence/read-clauses.ts';
import { type NamedPeople, readNamedPeople } from '../sentence/read-named-people.ts';
import { readTokens } from '../sentence/read-tokens.ts';
import { startNotes } from '../table/list-notes.ts';
import { nameNotes } from '../table/take-row.ts';
import { findAddresses } from '../text/find-addresses.ts';
import { isGlued } from '../text/name-extras.ts';
import { isFirmName } from '../text/no-name.ts';
import { readName } from '../text/person-name.ts';
import { fieldsLeft } from './card-lines.ts';
import { doubtNote } from './left-over-note.ts';
import { pastedRow, readPastedCards, readPastedTable } from './pasted-table.ts';
import { plainText } from './plain-text.ts';
import { refuseTwoColumns } from './two-columns.ts';

export type TypedLine = {
  partners: PartnerRow[];
  /** Every project that the line names, in order. If there are several, each row has its own. */
  projects: string[];
  /** Words that the reader did not use, in their order. The bot invites none of the addresses among them. */
  leftOver: string[];
  /** Notes about names, and about a pasted table. */
  notes: readonly ListNote[];
  /** Why the bot cannot use a pasted table at all. */
  refused?: Pick<ListRefused, 'code' | 'values'>;
};

const mostRows = 50_000;

/**
 * Reads what people type after the command word `invite`: partners, project, language and last day. Each partner's row
 * gets the last three, as if a file had named them. `firstLine`: the line of the message where `text` begins.
 */
export function* typedLineInTurns(
  text: string,
  known: Known = {},
  firstLine = 1,
): InTurns<TypedLine> {
  const plain = plainText(text);
  yield 'break';
  const table = yield* readTable(plain, known, firstLine);
  return withFields(text, table ?? (yield* typedLine(yield* readMessage(plain, known, firstLine))));
}

/** Adds the lines of contact cards that the reader does not use. */
export const withFields = (text: string, line: TypedLine): TypedLine => ({
  ...line,
  leftOver: [...line.leftOver, ...fieldsLeft(text)],
});

/** Reads a table with words around it; undefined when there is none. */
export function* readTable(
  plain: string,
  known: Known,
  firstLine = 1,
): InTurns<TypedLine | undefined> {
  try {
    return yield* tableIn(plain, known, firstLine);
  } catch (error) {
    if (!(error instanceof ListRefused)) throw error;
    return { partners: [], projects: [], leftOver: [], notes: [], refused: error };
  }
}

function* tableIn(plain: string, known: Known, firstLine: number): InTurns<TypedLine | undefined> {
  const maxRows = known.maxRows ?? mostRows;
  const table =
    (yield* readPastedCards(plain, maxRows)) ?? (yield* readPastedTable(plain, maxRows));
  if (table === undefined) {
    refuseTwoColumns(plain);
    return undefined;
  }
  if (deniesBelow(table.above)) {
    const leftOver = [plain.replace(/\s+/g, ' ').trim()];
    return { partners: [], projects: [], leftOver, notes: [] };
  }
  const { leftOver, ...said } = readBesideFile(table.above, known);
  yield 'break';
  const partners = table.rows.map((row) => pastedRow(row, said, firstLine - 1));
  return {
    partners,
    projects: said.project === undefined ? [] : [said.project],
    leftOver: table.below === '' ? leftOver : [...leftOver, table.below],
    notes: table.notes,
  };
}

/** `Hi Alex,` before a request: the bot, or a colleague. The bound is that of a name. */
const greeting =
  /^[ \t]*(?:hi|hello|hey|dear|hallo|hoi|dag|beste|liebe[rs]?|guten tag|bonjour|cher|chère|salut|hola|ciao|olá|hej|hei|cześć)\s+(\p{L}[^\s@,!.:<]{0,30}(?: [^\s@,!.:<]{1,30}){0,2})\s?[,!:](?=\s+\S)/imu;

/** `zowel jane@x.example als bob@x.example`: both, and neither is like the other. */
const bothOf =
  /(?<!\p{L})(?:zowel|sowohl|both)\s+([^\n@]{0,80}@[^\s,;]{1,300})\s+(?:als(?: auch)?|and)(?=\s)/giu;

/** Takes a greeting away, unless it names the only partner: `Hello Jane Doe, jane@x.example`. */
function withoutGreeting(plain: string): string {
  const found = greeting.exec(plain);
  const [whole = '', name = ''] = found ?? [];
  if (whole === '') return plain;
  const { addresses } = findAddresses(plain);
  // `Dear Smith, dear.smith@x.example` in a list.
  const [line = ''] = plain.slice((found?.index ?? 0) + whole.length).split('\n');
  const [next] = findAddresses(line).addresses;
  const [word = ''] = whole.trim().split(' ');
  const isPartner =
    addressSays(next ?? '', word, { how: 'whole' }) ||
    (addresses.length === 1 && addressSays(addresses[0] ?? '', name, { how: 'within' }));
  return isPartner ? plain : plain.replace(greeting, '');
}

/** Reads a message without a table. `talk` tells a pasted list from prose. */
export function* readMessage(plain: string, known: Known, firstLine = 1): InTurns<NamedPeople> {
  const names = knownNames(known);
  const isProject = (text: string) => names.projects.has(letters(text));
  const opened = withoutGreeting(plain).replace(bothOf, '$1 en');
  const { body, left, doubts } = yield* cutUnmeant(opened, { states: true, isProject });
  yield 'break';
  const all = readTokens(body, firstLine);
  yield 'break';
  const tokens = yield* denyTokens(all, known.verbs);
  const read = yield* readNamedPeople(tokens, names);
  yield 'break';
  // `On behalf of Max Power (max@x.example)` is said once.
  const said = new Set(doubts.map(letters));
  return {
    ...read,
    leftOver: [...read.leftOver, ...left],
    doubts: [
      ...doubts,
      ...eitherOr(tokens, read.people),
      ...(said.size === 0 ? read.doubts : read.doubts.filter((text) => !said.has(letters(text)))),
    ],
  };
}

/** Makes rows of our template from the partners of a message. */
export function* typedLine({ people, leftOver, doubts }: NamedPeople): InTurns<TypedLine> {
  const partners: PartnerRow[] = [];
  for (const [at, { line, said, ...entry }] of people.entries()) {
    if (at % atATime === atATime - 1) yield 'break';
    partners.push(entryRow(entry, line, said));
  }
  yield 'break';
  const projects = people.flatMap(({ said }) => said.project ?? []);
  const notes = [...doubtNote(doubts), ...notesOf(people)];
  return { partners, projects: [...new Set(projects)], leftOver, notes };
}

/** The notes about names, in the words of a file's reader. */
function notesOf(people: NamedPeople['people']): readonly ListNote[] {
  const notes = startNotes();
  const isFirmAhead = people.length > 1 && people.every(mayBeginWithFirm);
  for (const { name, line, address } of people) {
    if (isOwnFirm(name, address)) continue;
    const read = readName(name ?? '');
    const said = read.said ?? (isFirmAhead || isTalk(name, address) ? 'odd' : undefined);
    if (said !== undefined) notes.count(nameNotes[said], line, read.name ?? name);
  }
  return notes.all();
}

const isTalk = (name: string | undefined, address: string): boolean =>
  name !== undefined && (speaksBeside(name, address) || isGlued(name, address));

/** `No Limits Ltd <sales@nolimits.example>`: the address says that the partner goes by the firm. */
const isOwnFirm = (name: string | undefined, address: string): boolean =>
  name !== undefined &&
  isFirmName(name) &&
  letters(address.replace(/^.*@/, '')).startsWith(letters(name.replace(/\s\S+$/, '')));

/** `Fabrikam, Jane Doe` on every line: in `Doe, Jane Mary` the address often says the first word. */
const mayBeginWithFirm = ({ name = '', address }: NamedPeople['people'][number]): boolean => {
  const [, first = ''] = /^(\p{Lu}\S+), \p{Lu}\S+ \p{Lu}\S+$/u.exec(name) ?? [];
  return first !== '' && !addressSays(address, first, { how: 'within' });
};

export type TypedBeside = Said & { leftOver: string[] };

/** Reads the words beside a file or above a table: `to atlas in nl`. Other words are left over. */
export function readBesideFile(text: string, known: Known = {}): TypedBeside {
  const plain = plainText(text);
  // An address in the message is no row of the file. The bot then uses none of the message's words.
  if (plain.includes('@')) return { leftOver: [plain.replace(/\s+/g, ' ')] };
  const { people, leftOver, said } = atOnce(readNamedPeople(readTokens(plain), knownNames(known)));
  return { ...said, leftOver: [...people.map(({ address }) => address), ...leftOver] };
}
