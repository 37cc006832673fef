import { bareWord, fitsWeekday, months, weekdays } from './month-names.ts';

/** The part that a list writes first in `01-02-2027`. */
export type DayOrder = 'day first' | 'month first';

/** `misfits`: the text names a day of the week on which the day (YYYY-MM-DD) does not fall. */
type Day = { day: string; misfits?: true };
/** `unclear`: the text may mean two days, and nothing says which. */
export type DayRead = Day | 'malformed' | 'unclear';
/** A day at the beginning of some words. `used`: how many words it took. */
export type DayAhead = Day & { used: number };

/** How the writer of a day writes. `isTyped`: a person typed it, and means the month first only with slashes. */
type Manner = { order?: DayOrder | undefined; today?: string | undefined; isTyped?: true };

/** Programs export a day with the time of midnight after it. */
const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?)?$/;
const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?: 0?0:00(?::00)?)?$/;

/** In characters. No day is longer. */
const longest = 60;

/**
 * Reads a day as people and spreadsheets write it, also behind its day of the week. Returns YYYY-MM-DD. `readEndDate`
 * checks that the day exists. `today` (YYYY-MM-DD): then `31 January` is the next one.
 */
export function readDay(text: string, order?: DayOrder, today?: string): DayRead {
  const said = text.length > longest ? null : /^([^\s\d]{2,})\s+(\d\S*)$/u.exec(text);
  const [, ahead = '', behind = ''] = said ?? [];
  if (!weekdays.has(bareDay(ahead))) return readPlain(text, { order, today });
  const read = readPlain(behind, { order, today });
  return typeof read === 'object' ? fitted(ahead, read) : read;
}

const readPlain = (text: string, manner: Manner): DayRead =>
  inNumbers(text, manner) ?? inWords(text, manner.today) ?? 'malformed';

function inNumbers(text: string, manner: Manner): DayRead | undefined {
  const [, y, m, d] = iso.exec(text) ?? [];
  if (y !== undefined) return written(y, m, d);
  const [, first, sign, second, end = ''] = numbers.exec(text) ?? [];
  if (first === undefined) return undefined;
  // In a list, `27-01-31` may have the year first.
  if (end.length === 2 && !manner.isTyped) return 'malformed';
  const order = orderOf(first, second) ?? (first === second ? 'day first' : orderBy(sign, manner));
  if (order === undefined) return 'unclear';
  return order === 'day first'
    ? written(yearIn(end), second, first)
    : written(yearIn(end), first, second);
}

const orderBy = (sign: string | undefined, { order, isTyped }: Manner): DayOrder | undefined =>
  sign === '.' || (isTyped && sign === '-') ? 'day first' : order;

const eastern = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]$/;
/** Small words between the parts of a day, and the comma that a reader of sentences takes for a word. */
const between = new Set('the of de del den der le el il am ,'.split(' '));
/** Spreadsheets write a month and its year so: `Jan-27`. */
const monthOfYear = /^\p{L}+\.?-\d+$/u;

/** Reads `31 January 2027`, `31-Jan-27`, `January 31, 2027`, `den 31. januar 2027`, also after its day of the week. */
function inWords(text: string, today?: string): Day | undefined {
  if (text.length > longest || monthOfYear.test(text)) return undefined;
  const [, y, m, d] = eastern.exec(text) ?? [];
  if (y !== undefined) return written(y, m, d);
  const words = text.split(/[\s,./-]+/).map(bareWord);
  const kept = words.filter((word) => word !== '' && !between.has(word) && !weekdays.has(word));
  const named = kept.length > 3 ? undefined : namedIn(kept);
  if (named === undefined) return undefined;
  const day = kept.length < 3 ? withoutYear(named, today) : withYear(named);
  if (day === undefined) return undefined;
  return fitsWeekday(words, day) ? { day } : { day, misfits: true };
}

/** A day whose month has a name. `mayBeYear`: the number stands behind the month, as in `January 28`. */
type Named = { month: number; day: number; year: string; mayBeYear: boolean };

/** The day of three words: `31 January 2027`, `January 31 2027`, `2027 January 31`. The year may be missing. */
function namedIn([a = '', b = '', c = '']: readonly string[]): Named | undefined {
  const isAhead = months.has(a);
  const month = months.get(isAhead ? a : b);
  const isTurned = !isAhead && whole.test(a);
  const [number, year] = isTurned ? [c, a] : [isAhead ? b : a, c];
  const day = /^(\d{1,2})(?:st|nd|rd|th|e|ste|er|o|º)?$/.exec(number)?.[1];
  return month === undefined || day === undefined
    ? undefined
    : { month, day: Number(day), year, mayBeYear: isAhead && day === number };
}

const withYear = ({ month, day, year }: Named): string | undefined =>
  /^\d{2}(?:\d{2})?$/.test(year) ? written(yearIn(year), month, day).day : undefined;

function withoutYear({ month, day, mayBeYear }: Named, today?: string): string | undefined {
  if (today === undefined || (mayBeYear && day >= Number(today.slice(2, 4)))) return undefined;
  return comingDay({ month, day }, today);
}

/** The next such day from today on. Both are YYYY-MM-DD. It may not exist: `31 February`. */
export function comingDay({ month, day }: { month: number; day: number }, today: string): string {
  const year = Number(today.slice(0, 4));
  const inYear = (which: number) => written(which, month, day).day;
  return inYear(year) < today ? inYear(year + 1) : inYear(year);
}

const whole = /^\d{4}$/;
const yearIn = (year: string): string => (year.length === 2 ? `20${year}` : year);

/** The order that one date of a list proves: `31-01-2027` has no month 31. */
export function dayOrderOf(text: string): DayOrder | undefined {
  const [, first, , second, year = ''] = numbers.exec(text) ?? [];
  return whole.test(year) ? orderOf(first, second) : undefined;
}

function orderOf(first = '', second = ''): DayOrder | undefined {
  if (Number(first) > 12 && Number(second) <= 12) return 'day first';
  return Number(second) > 12 && Number(first) <= 12 ? 'month first' : undefined;
}

type Part = string | number;
function written(year: Part = '', month: Part = '', day: Part = ''): { day: string } {
  return { day: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` };
}

/**
 * Reads a date at the beginning of words that somebody typed. `dayFirst`: true if this person writes 2 March as 02/03;
 * undefined if nobody can know. It does not check that there is such a day.
 */
export function readDateWords(
  words: readonly string[],
  dayFirst: boolean | undefined,
): DayAhead | undefined {
  const order = dayFirst === true ? 'day first' : undefined;
  const read = inNumbers(words[0] ?? '', { order, isTyped: true });
  if (read !== undefined) return typeof read === 'object' ? { ...read, used: 1 } : undefined;
  const kept = keptAmong(words);
  const named = namedIn(kept.map(({ word }) => word));
  const used = kept[2]?.used;
  if (named === undefined || used === undefined || !whole.test(named.year)) return undefined;
  return { ...written(named.year, named.month, named.day), used };
}

/**
 * Reads a date at the beginning of typed words, also behind its day of the week: `Sunday, 31 January 2027`. Only where a
 * date is awaited: a day of the week may be somebody's name.
 */
export function readAwaitedDate(
  words: readonly string[],
  dayFirst: boolean | undefined,
): DayAhead | undefined {
  const begins = afterWeekday(words);
  const read = readDateWords(words.slice(begins), dayFirst);
  return read && fitted(words[0], { ...read, used: begins + read.used });
}

const saysYear = /^(?:\W?\d|next$|coming$|volgend|komend|nachst|kommend|prochain|l'an$)/;

/**
 * Reads `31 January`, `Jan. 31st`, `zondag 31 januari` at the beginning of typed words. Undefined before a number or `next
 * year`, and where the number behind a month may be a year: `January 28`. `onThe`: the day (YYYY-MM-DD) that is meant.
 */
export function readDayAndMonth(
  words: readonly string[],
  today: string,
  onThe: (said: { day: number; month: number }) => string,
): DayAhead | undefined {
  const begins = afterWeekday(words);
  const kept = keptAmong(words.slice(begins));
  const named = namedIn(kept.slice(0, 2).map(({ word }) => word));
  const used = begins + (kept[1]?.used ?? 0);
  if (named === undefined || named.day === 0 || saysYear.test(kept[2]?.word ?? ''))
    return undefined;
  if (named.mayBeYear && named.day >= Number(today.slice(2, 4))) return undefined;
  return fitted(words[0], { day: onThe(named), used });
}

/** Marks the day if the word before it is another day of the week. */
function fitted<D extends Day>(ahead = '', read: D): D {
  return fitsWeekday([bareDay(ahead)], read.day) ? read : { ...read, misfits: true };
}

/** A word that may be a day of the week, without case, accents and the sign behind it. */
const bareDay = (word: string) => bareWord(word.replace(/,$/, ''));

/** How many words a day of the week takes, with the sign behind it. */
function afterWeekday(words: readonly string[]): number {
  if (!weekdays.has(bareDay(words[0] ?? ''))) return 0;
  const others = words.slice(1, 3).findIndex((word) => word !== ',' && word !== '.');
  return 1 + Math.max(others, 0);
}

const mostWords = 8;

/** The words that say something, and how many words there are up to each. */
const keptAmong = (words: readonly string[]) =>
  words
    .slice(0, mostWords)
    .map(bareWord)
    .flatMap((word, index) =>
      word === '' || between.has(word) ? [] : [{ word, used: index + 1 }],
    );
