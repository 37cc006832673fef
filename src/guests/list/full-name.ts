import { isNoName, isOddName, isPartOfName, mayBeNothing, mayBePart } from '../text/no-name.ts';
import { readName } from '../text/person-name.ts';

/** In these scripts the family name comes first, without a space. */
const eastern = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

type Said = NonNullable<ReturnType<typeof readName>['said']>;
/** The cells with the name or parts of it. */
export type NameParts = {
  name?: string;
  given?: string;
  middle?: string;
  family?: string;
  /** The second of two family names, as Spanish ones are kept. */
  family2?: string;
};
/** `said`: what the reader did to the cells. */
export type FullName = { name?: string; said: readonly Said[] };

/** Makes one name of the cells: the whole name with the parts that it lacks, otherwise its parts in their order. */
export function fullName(cells: NameParts): FullName {
  const { name: whole, given, middle, family, family2 } = cells;
  if (whole === undefined) return joined(cells);
  const hasParts = given !== undefined || family !== undefined;
  const { name, said } = readName(whole);
  if (name === undefined && hasParts) return joined(cells);
  const read: FullName = {
    ...(name === undefined ? {} : { name }),
    said: said === undefined ? [] : [said],
  };
  if (name === undefined || said === 'odd' || said === 'broken') return read;
  if (!hasParts && middle === undefined && family2 === undefined) return read;
  return withParts(read, name, cells);
}

/** The whole name with the parts that it lacks. Two names that share nothing are said: one of them is wrong. */
function withParts(read: FullName, whole: string, cells: NameParts): FullName {
  const [given, middle, family, family2] = (
    [cells.given, cells.middle, cells.family, cells.family2] as const
  ).map((part) => readName(part ?? '').name);
  const joint = joinWhole(whole, { given, middle, family, family2 });
  if (joint === undefined) return joined(cells);
  const said: readonly Said[] = joint.isUnclear ? [...read.said, 'odd'] : read.said;
  return { name: joint.name, said };
}

function joined(cells: NameParts): FullName {
  const given = readPart(cells.given, cells.family);
  const all = readPart(cells.family, cells.given);
  const family =
    all.name === undefined || given.name === undefined
      ? all
      : { ...all, name: withoutInitials(all.name, given.name) };
  const [middle, second] = [readName(cells.middle ?? ''), readName(cells.family2 ?? '')];
  const said = [given, middle, family, second].flatMap((read) => read.said ?? []);
  const families = together([family.name, second.name]);
  const name = oneOf(given.name, families) ?? titledFirst(given.name, middle.name, families);
  if (name === undefined) return { said };
  // `First` and `Last` are names, and `First Last` is none.
  const isOdd = said.length === 0 && mayBeNothing(name) && isOddName(name);
  return { name, said: isOdd ? ['odd'] : said };
}

/** `Null` beside `Jane` is her name, and `NULL` is none. */
function readPart(part = '', beside = ''): ReturnType<typeof readName> {
  const text = part.trim();
  if (!mayBeNothing(text)) return readName(text);
  const isName = isNoName(text) && !isNoName(beside.trim()) && isPartOfName(text);
  if (!isName) return readName(text);
  return mayBePart(text) ? { name: text, said: 'odd' } : { name: text };
}

/** The name of two parts that have an order of their own, or of which one is the whole already. */
function oneOf(given = '', family = ''): string | undefined {
  if (given === '' || family === '') return undefined;
  if (eastern.test(given) && eastern.test(family)) return `${family}${given}`;
  // Some programs write the whole name into one of the two.
  if (family.startsWith(`${given} `) || family.endsWith(`, ${given}`)) return family;
  return given.endsWith(` ${family}`) || given.startsWith(`${family}, `) ? given : undefined;
}

/** A title at the beginning of the family's cell stands before the given name too: `Dr. Doe`, `Jane`. */
function titledFirst(given?: string, middle?: string, family = ''): string | undefined {
  const [, title, rest] =
    /^((?:dr|prof|mr|mrs|ms|ing|ir|drs|mevr|dhr|hr|fr|mme|mlle|sig|sra?|dott)\.)\s+(.+)$/i.exec(
      family,
    ) ?? [];
  return title === undefined || given === undefined
    ? together([given, middle, family || undefined])
    : together([title, given, middle, rest]);
}

function together(parts: readonly (string | undefined)[]): string | undefined {
  const found = parts.filter((part) => part !== undefined);
  return found.length === 0 ? undefined : found.join(' ');
}

/** The parts of a name that have a column of their own. */
type Parts = Partial<Record<'given' | 'middle' | 'family' | 'family2', string | undefined>>;

/** `isUnclear`: the whole and its parts may be of two people. Somebody should look at it. */
type Joint = { name: string; isUnclear?: true };

/** `J.`, `J.M.`, `J M`: letters alone, in capitals. */
const initials = /^(?:\p{Lu}\p{Ll}?\.\s?)+$|^\p{Lu}(?:\s?\p{Lu})?$/u;
const particle = /^(?:\p{Ll}|['’])/u;

/**
 * A whole name with the parts that it lacks, each in its place. Undefined where the whole is a login or another short
 * name, and the parts make a better one.
 */
function joinWhole(whole: string, parts: Parts): Joint | undefined {
  const lacks = (part: string | undefined) =>
    part === undefined || holds(whole, part) ? undefined : part;
  const { given, family } = parts;
  const missing: Parts = {
    given: lacks(given),
    middle: lacks(parts.middle),
    family: lacks(family),
    family2: lacks(parts.family2),
  };
  const isHeld = Object.values(missing).every((part) => part === undefined);
  // `J. Doe` is short for what the parts say.
  if (isHeld && isShortFor(whole, parts)) return undefined;
  if (isHeld || isOtherScript(whole, given ?? family ?? whole)) return { name: whole };
  const isComplete = given !== undefined && family !== undefined;
  if (/[\s,]/.test(whole)) return addTo(whole, { parts, missing, isComplete });
  return isComplete ? undefined : around(whole, missing);
}

function isShortFor(whole: string, { given, family }: Parts): boolean {
  if (given === undefined || family === undefined || initials.test(given)) return false;
  const [all, [first = '']] = [wordsOf(whole), wordsOf(given)];
  return first.length > 1 && !all.includes(first) && all.some((word) => word === first.charAt(0));
}

/** One word between the parts: `Doe` and `Jane`, or `Bob` and `Robert`, which nobody can tell apart. */
function around(word: string, { given, middle, family, family2 }: Parts): Joint {
  const name = inOrder(given, middle, word, family, family2);
  return given === undefined || initials.test(given) ? { name } : { name, isUnclear: true };
}

type Compared = { parts: Parts; missing: Parts; isComplete: boolean };

/**
 * Several words are a given and a family name already. If neither of the parts stands in them, they are of two people.
 */
function addTo(whole: string, { parts, missing, isComplete }: Compared): Joint {
  const { given, middle, family, family2 } = missing;
  const begins = given !== undefined && initials.test(given) && particle.test(whole);
  const isHeld = begins || given !== parts.given || family !== parts.family;
  if (!isHeld && (given || family)) return { name: whole, isUnclear: true };
  if (isComplete) return { name: whole };
  const named = middle === undefined ? whole : withMiddle(whole, middle);
  return { name: inOrder(begins ? given : undefined, named, family2) };
}

const inOrder = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(Boolean).join(' ');

const withMiddle = (whole: string, middle: string): string =>
  whole.includes(',') ? `${whole} ${middle}` : whole.replace(' ', ` ${middle} `);

/** True when a name has a part, written out or as initials. */
function holds(whole: string, part: string): boolean {
  const [all, words] = [wordsOf(whole), wordsOf(part)];
  if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u.test(part)) {
    return whole.includes(part);
  }
  if (initials.test(part)) {
    const [first = ''] = part.toLowerCase();
    return all.some((word) => word.startsWith(first));
  }
  return words.every((word) =>
    all.some((other) => other === word || (other.length === 1 && word.startsWith(other))),
  );
}

const isLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text);
const isOtherScript = (whole: string, part: string): boolean => isLatin(whole) !== isLatin(part);

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}'’]+/gu) ?? [];

/** A family name without the initials of the given name: `J.M. van der Doe` and `Doe, J.` beside `Jane`. */
function withoutInitials(family: string, given: string): string {
  const [, before, rest] = /^((?:\p{Lu}\p{Ll}?\.\s?)+)\s*(\S.*)$/u.exec(family) ?? [];
  const [, first, behind] = /^(.*\S),\s*((?:\p{Lu}\p{Ll}?\.?\s?)+)$/u.exec(family) ?? [];
  const letters = before ?? behind;
  const isOwn = letters !== undefined && letters.charAt(0) === given.charAt(0);
  return isOwn ? (rest ?? first ?? family) : family;
}
