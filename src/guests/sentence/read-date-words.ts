import { bareWord, fitsWeekday, months, weekdays } from '../text/month-names.ts';

const isoForm = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const numberForm = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;

/**
 * Reads a date at the beginning of some words. Returns YYYY-MM-DD and how many words it took. `dayFirst`: true if this
 * person writes 2 March as 02/03; undefined if nobody can know. It does not check that there is such a day.
 */
export function readDateWords(
  words: readonly string[],
  dayFirst: boolean | undefined,
): { date: string; used: number } | undefined {
  const [first = ''] = words;
  const iso = isoForm.exec(first);
  if (iso !== null) return found(iso[1], iso[2], iso[3], 1);
  const numbers = numberForm.exec(first);
  if (numbers !== null) return readNumbers(numbers, dayFirst);
  return readNamed(words);
}

function readNumbers(
  [, one = '', mark = '', two = '', year = '']: RegExpExecArray,
  dayFirst: boolean | undefined,
) {
  // People write both orders only with slashes. A number above 12 is a day in either place.
  const monthFirst = mark === '/' && Number(two) > 12;
  const isSure = mark !== '/' || monthFirst || Number(one) > 12 || one === two || dayFirst === true;
  if (!isSure) return undefined;
  return monthFirst ? found(year, one, two, 1) : found(year, two, one, 1);
}

/**
 * Reads a date at the beginning of some words, also behind its day of the week: `Sunday, 31 January 2027`. Only where a
 * date is awaited: a day of the week may be somebody's name.
 */
export function readAwaitedDate(
  words: readonly string[],
  dayFirst: boolean | undefined,
): { date: string; used: number } | undefined {
  const begins = afterWeekday(words);
  const read = readDateWords(words.slice(begins), dayFirst);
  return read && fitting(words, { date: read.date, used: begins + read.used });
}

/**
 * The day. Where the day of the week before it does not fit, it stays what was said: the check of the day says so.
 */
export function fitting(words: readonly string[], read: { date: string; used: number }) {
  if (fitsWeekday([bareDay(words[0] ?? '')], read.date)) return read;
  const said = words
    .slice(0, read.used)
    .join(' ')
    .replace(/ (?=[,.])/g, '');
  // Only this person's order tells which number is the month.
  return said.includes('/') ? withWeekday(words, read) : { ...read, date: said };
}

/** The day in numbers, behind the day of the week where that does not fit. */
export function withWeekday(words: readonly string[], read: { date: string; used: number }) {
  const word = words[0] ?? '';
  if (fitsWeekday([bareDay(word)], read.date)) return read;
  return { ...read, date: `${word.replace(/[,.]+$/, '')} ${read.date}` };
}

const saysYear = /^(?:\W?\d|next$|coming$|volgend|komend|nachst|kommend|prochain|l'an$)/;

/** A day and a month by its name, 1 to 12, without a year. `used`: how many words they took. */
export type NamedDay = { day: number; month: number; used: number };

/**
 * Reads `31 January`, `Jan. 31st`, `zondag 31 januari`. Undefined before a number or `next year`, and where the number
 * behind a month may be a year: `January 28`. `thisYear`: its last two digits.
 */
export function readDayAndMonth(words: readonly string[], thisYear: number): NamedDay | undefined {
  const begins = afterWeekday(words);
  const [a, b, c] = keptAmong(words.slice(begins));
  if (a === undefined || b === undefined || saysYear.test(c?.word ?? '')) return undefined;
  if (months.has(a.word) && Number(b.word) >= thisYear) return undefined;
  const [month, day] = months.has(a.word) ? [a.word, dayIn(b.word)] : [b.word, dayIn(a.word)];
  const number = months.get(month);
  if (number === undefined || !(Number(day) > 0)) return undefined;
  return { day: Number(day), month: number, used: begins + b.used };
}

/** A word that may be a day of the week, without case, accents and the sign behind it. */
const bareDay = (word: string) => bareWord(word.replace(/,$/, ''));

/** How many words a day of the week takes, with the sign behind it. */
function afterWeekday(words: readonly string[]): number {
  if (!weekdays.has(bareDay(words[0] ?? ''))) return 0;
  return (
    1 +
    Math.max(
      words.slice(1, 3).findIndex((word) => !signs.has(word)),
      0,
    )
  );
}

const signs = new Set([',', '.']);
const between = new Set(['the', 'of', 'de', 'den', ',']);
const mostWords = 8;

/** The words that say something, and how many words there are up to each. */
const keptAmong = (words: readonly string[]) =>
  words
    .slice(0, mostWords)
    .map(bareWord)
    .flatMap((word, index) =>
      word === '' || between.has(word) ? [] : [{ word, used: index + 1 }],
    );

const dayIn = (word: string) => /^(\d{1,2})(?:st|nd|rd|th|e|ste|er)?$/.exec(word)?.[1];

/** `31 January 2027`, `31st of January 2027`, `January 31, 2027`, `31. Januar 2027`. */
function readNamed(words: readonly string[]) {
  const [a, b, c] = keptAmong(words);
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (!/^\d{4}$/.test(c.word)) return undefined;
  const ahead = months.get(a.word);
  if (ahead !== undefined) return found(c.word, String(ahead), dayIn(b.word), c.used);
  const behind = months.get(b.word);
  return behind === undefined ? undefined : found(c.word, String(behind), dayIn(a.word), c.used);
}

function found(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  used: number,
) {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const whole = year.length === 2 ? `20${year}` : year;
  return { date: `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, used };
}
