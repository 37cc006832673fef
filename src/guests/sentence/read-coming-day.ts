import { Temporal } from 'temporal-polyfill';
import { bareWord, months, weekdays } from '../text/month-names.ts';
import { comingDay, type DayAhead, readDay, readDayAndMonth } from '../text/read-day.ts';

type Day = Temporal.PlainDate;

const list = (words: string) => words.split(' ');
/** Days by their distance from today. */
const near = new Map<string, number>([
  ...list('eergisteren').map((word) => [word, -2] as const),
  ...list('yesterday gisteren gestern').map((word) => [word, -1] as const),
  ...list('today vandaag heute').map((word) => [word, 0] as const),
  ...list('tomorrow morgen demain').map((word) => [word, 1] as const),
  ...list('overmorgen ubermorgen').map((word) => [word, 2] as const),
]);
export const units: ReadonlyMap<string, 'days' | 'weeks' | 'months' | 'years'> = new Map([
  ...list('day days dag dagen tag tage tagen jour jours').map((word) => [word, 'days'] as const),
  ...list('week weeks weken woche wochen semaine semaines').map((word) => [word, 'weeks'] as const),
  ...list('month months maand maanden monat monate monaten mois').map(
    (word) => [word, 'months'] as const,
  ),
  ...list('year years jaar jaren jahr jahre jahren an ans').map((word) => [word, 'years'] as const),
]);
const ins = new Set(list('in over dans binnen within'));
const ends = new Set(list('end eind einde ende fin'));
const around = new Set(list('the of de van het des der du this deze dit la le'));
const longest = 9999;

/**
 * Reads a day that people count from today, at the beginning of some words: `tomorrow`, `Friday`, `in 30 days`, `3
 * weken`, `31 January`, `end of January`, `eind van de maand`. `today` and the result: YYYY-MM-DD. `used`: how many
 * words it took. Undefined for other words, and where a day may be meant that is seven days off: `Friday`, said on a Friday.
 */
export function readComingDay(words: readonly string[], today: string): DayAhead | undefined {
  const plain = words.slice(0, 6).map(bareWord);
  const from = Temporal.PlainDate.from(today);
  return (
    dayAfter(plain, from) ??
    nearDay(plain, from) ??
    countedDay(plain, from) ??
    endOf(plain, from) ??
    dayOfMonth(words, from)
  );
}

/** Reads `30 days` as the day so far from today. `today` and the result: YYYY-MM-DD. */
export const readSpan = (words: readonly string[], today: string): DayAhead | undefined =>
  countedDay(words.slice(0, 3).map(bareWord), Temporal.PlainDate.from(today));

function countedDay(plain: readonly string[], from: Day): DayAhead | undefined {
  const skipped = ins.has(plain[0] ?? '') ? 1 : 0;
  const [count = '', unit = ''] = plain.slice(skipped);
  const kind = units.get(unit);
  if (kind === undefined || !/^\d{1,4}$/.test(count)) return undefined;
  return found(from.add({ [kind]: Math.min(Number(count), longest) }), skipped + 2);
}

const dayAfter = (plain: readonly string[], from: Day) =>
  /^(?:the )?day after tomorrow\b/.test(plain.join(' '))
    ? found(from.add({ days: 2 }), plain[0] === 'the' ? 4 : 3)
    : undefined;

function nearDay([first = '', ...others]: readonly string[], from: Day): DayAhead | undefined {
  const days = near.get(first);
  if (days !== undefined) return found(from.add({ days }), 1);
  const weekday = weekdays.get(first.replace(/,$/, '')) ?? 0;
  // `tot zo` means soon.
  if (weekday === 0 || first.length < 4 || weekday === from.dayOfWeek || beginsDate(others))
    return undefined;
  return found(from.add({ days: (weekday - from.dayOfWeek + 7) % 7 }), 1);
}

/** Words behind a day of the week that say which one: `Friday 15 January 2027`, `vrijdag de 15e`. */
function beginsDate(plain: readonly string[]): boolean {
  const [first = ''] = plain.filter((word) => word !== ',' && !around.has(word));
  return /^\d/.test(first) || months.has(first);
}

/** `end of January`, `eind 2026`, `the end of the month`. A month that is over means next year's. */
function endOf(plain: readonly string[], from: Day): DayAhead | undefined {
  let at = around.has(plain[0] ?? '') ? 1 : 0;
  if (!ends.has(plain[at] ?? '')) return undefined;
  at += 1;
  while (around.has(plain[at] ?? '')) at += 1;
  return endOfMonth(plain, at, from) ?? endOfPeriod(plain[at] ?? '', at, from);
}

function endOfMonth(plain: readonly string[], at: number, from: Day): DayAhead | undefined {
  const month = months.get(plain[at] ?? '');
  if (month === undefined) return undefined;
  const next = plain[at + 1] ?? '';
  // `end of January 31`: a day, or the year 2031.
  if (/^\W?\d{1,2}$/.test(next)) return undefined;
  const said = /^\d{4}$/.exec(next)?.[0];
  const year = said === undefined ? from.year + (month < from.month ? 1 : 0) : Number(said);
  return found(lastOf(Temporal.PlainYearMonth.from({ year, month })), at + (said ? 2 : 1));
}

/** `31 January`, `zondag 31 januari`: the next one. `31 February` stays what it is: the check of the day says so. */
function dayOfMonth(words: readonly string[], from: Day): DayAhead | undefined {
  const today = from.toString();
  return readDayAndMonth(words, today, (said) => comingDay(said, today));
}

function endOfPeriod(word: string, at: number, from: Day): DayAhead | undefined {
  if (/^\d{4}$/.test(word)) return found(Temporal.PlainDate.from(`${word}-12-31`), at + 1);
  const unit = units.get(word);
  if (unit === 'weeks') return found(from.add({ days: 7 - from.dayOfWeek }), at + 1);
  if (unit === 'months') return found(lastOf(from.toPlainYearMonth()), at + 1);
  return unit === 'years' ? found(from.with({ month: 12, day: 31 }), at + 1) : undefined;
}

const lastOf = (month: Temporal.PlainYearMonth) => month.toPlainDate({ day: month.daysInMonth });

const found = (day: Day, used: number): DayAhead => ({ day: day.toString(), used });

/**
 * A day as a row keeps it in words. One that misfits stays what was typed, if the check of the row reads the same day
 * there; otherwise it stands in numbers behind its day of the week.
 */
export function dayInWords(words: readonly string[], read: DayAhead, today?: string): string {
  if (!read.misfits) return read.day;
  const said = words
    .slice(0, read.used)
    .join(' ')
    .replace(/ (?=[,.])/g, '');
  const again = readDay(said, undefined, today);
  if (typeof again === 'object' && again.misfits && again.day === read.day) return said;
  return `${(words[0] ?? '').replace(/[,.]+$/, '')} ${read.day}`;
}
