import { bareWord, fitsWeekday, months, weekdays } from './month-names.ts';

/** The part that a list writes first in `01-02-2027`. */
export type DayOrder = 'day first' | 'month first';

/**
 * `unclear`: the text may mean two days, and nothing says which. `misfits`: it names a day of the week on which the day
 * does not fall.
 */
export type DayRead = { day: string; misfits?: true } | 'malformed' | 'unclear';

/** Programs export a day with the time of midnight after it. */
const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?)?$/;
const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: 0?0:00(?::00)?)?$/;

/** In characters. No day is longer. */
const longest = 60;

/**
 * Reads a day as people and spreadsheets write it, also behind its day of the week. Returns YYYY-MM-DD. `readEndDate`
 * checks that the day exists. `today` (YYYY-MM-DD): then `31 January` is the next one.
 */
export function readDay(text: string, order?: DayOrder, today?: string): DayRead {
  const said = text.length > longest ? null : /^([^\s\d]{2,})\s+(\d\S*)$/u.exec(text);
  const [, ahead = '', behind = ''] = said ?? [];
  const word = bareWord(ahead.replace(/,$/, ''));
  if (!weekdays.has(word)) return readPlain(text, order, today);
  const read = readPlain(behind, order, today);
  if (typeof read !== 'object' || fitsWeekday([word], read.day)) return read;
  return { ...read, misfits: true };
}

function readPlain(text: string, order?: DayOrder, today?: string): DayRead {
  const [, year, month, day] = iso.exec(text) ?? [];
  if (year !== undefined) return written(year, month, day);
  const [, first, sign, second, end] = numbers.exec(text) ?? [];
  if (first === undefined) return readNamed(text, today) ?? 'malformed';
  // With stops, everybody writes the day first.
  const said = dayOrderOf(text) ?? (sign === '.' ? 'day first' : order);
  if (said === undefined && first !== second) return 'unclear';
  return said === 'month first' ? written(end, first, second) : written(end, second, first);
}

const eastern = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]$/;
const between = new Set('the of de del den der le el il am'.split(' '));
/** Spreadsheets write a month and its year so: `Jan-27`. */
const monthOfYear = /^\p{L}+\.?-\d+$/u;

/** Reads `31 January 2027`, `31-Jan-27`, `January 31, 2027`, `den 31. januar 2027`, also after its day of the week. */
function readNamed(text: string, today?: string): DayRead | undefined {
  if (text.length > longest || monthOfYear.test(text)) return undefined;
  const [, y, m, d] = eastern.exec(text) ?? [];
  if (y !== undefined) return written(y, m, d);
  const words = text.split(/[\s,./-]+/).map(bareWord);
  const read = namedIn(words, today);
  return read === undefined || fitsWeekday(words, read.day) ? read : { ...read, misfits: true };
}

function namedIn(words: readonly string[], today?: string): { day: string } | undefined {
  const kept = words.filter((word) => word !== '' && !between.has(word) && !weekdays.has(word));
  const at = kept.findIndex((word) => months.has(word));
  const month = months.get(kept[at] ?? '') ?? 0;
  const [first = '', second = '', ...rest] = kept.toSpliced(at, 1);
  if (at < 0 || at > 1 || rest.length > 0) return undefined;
  if (second === '') return withoutYear({ month, day: dayIn(first), isAhead: at === 0 }, today);
  const [year, day] = at === 1 && whole.test(first) ? [first, second] : [yearIn(second), first];
  const number = dayIn(day);
  if (number === undefined || year === undefined) return undefined;
  return written(year, String(month), number);
}

/** `isAhead`: the month stands before the number, so `January 28` may be a year. */
type Yearless = { month: number; day: string | undefined; isAhead: boolean };

function withoutYear({ month, day, isAhead }: Yearless, today?: string) {
  if (day === undefined || today === undefined) return undefined;
  if (isAhead && Number(day) >= yearOf(today)) return undefined;
  return { day: comingDay({ month, day: Number(day) }, today) };
}

/** The last two digits of the year. */
const yearOf = (day: string): number => Number(day.slice(2, 4));

/** The next such day from today on. Both are YYYY-MM-DD. It may not exist: `31 February`. */
export function comingDay({ month, day }: { month: number; day: number }, today: string): string {
  const year = Number(today.slice(0, 4));
  const inYear = (which: number) => written(String(which), String(month), String(day)).day;
  return inYear(year) < today ? inYear(year + 1) : inYear(year);
}

const whole = /^\d{4}$/;
const yearIn = (word: string) =>
  whole.test(word) ? word : /^\d{2}$/.test(word) ? `20${word}` : undefined;
const dayIn = (word: string) => /^(\d{1,2})(?:st|nd|rd|th|e|ste|er|o|º)?$/.exec(word)?.[1];

/** The order that one date proves: `31-01-2027` has no month 31. */
export function dayOrderOf(text: string): DayOrder | undefined {
  const [, first, , second] = numbers.exec(text) ?? [];
  if (Number(first) > 12 && Number(second) <= 12) return 'day first';
  return Number(second) > 12 && Number(first) <= 12 ? 'month first' : undefined;
}

function written(year = '', month = '', day = ''): { day: string } {
  return { day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}
