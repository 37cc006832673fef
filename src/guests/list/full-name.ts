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

/** Makes one name of the cells: the whole name if a cell has it, otherwise its parts in their order. */
export function fullName(cells: NameParts): FullName {
  const hasParts = cells.given !== undefined || cells.family !== undefined;
  if (cells.name === undefined) return joined(cells);
  const { name, said } = readName(cells.name);
  if (name === undefined && hasParts) return joined(cells);
  return { ...(name === undefined ? {} : { name }), said: said === undefined ? [] : [said] };
}

function joined(cells: NameParts): FullName {
  const given = readPart(cells.given, cells.family);
  const family = readPart(cells.family, cells.given);
  const [middle, second] = [readName(cells.middle ?? ''), readName(cells.family2 ?? '')];
  const said = [given, middle, family, second].flatMap((read) => read.said ?? []);
  const families = together([family.name, second.name]);
  const name = oneOf(given.name, families) ?? together([given.name, middle.name, families]);
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

function together(parts: readonly (string | undefined)[]): string | undefined {
  const found = parts.filter((part) => part !== undefined);
  return found.length === 0 ? undefined : found.join(' ');
}
