import { comingDay, type DayAhead, readAwaitedDate, readDayAndMonth } from '../text/read-day.ts';
import { dayMs } from '../times/spans.ts';
import { dayInWords } from './read-coming-day.ts';

/** The first and the last day, both as YYYY-MM-DD. */
export type Days = { from: string; to: string };

const ofHabit = 30;
/** Of `Sunday , the 31st of January , 2027`, in words. */
const longestDay = 10;

/** The same day (YYYY-MM-DD) a year later. */
export function yearAfter(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCFullYear(at.getUTCFullYear() + 1);
  return asDay(at);
}

/**
 * Reads the span of days that somebody asks for. No words mean the last thirty days. One day means the days from then
 * until today. Two days come in either order, with any words between them. Undefined for a number that belongs to no
 * day, and for more than two days. `noDay`: a day that does not exist, such as `2026-02-31`, or that has another day of the
 * week: `Monday 2026-11-29`.
 */
export function readDays(
  said: string,
  today: string,
  dayFirst: boolean | undefined,
): Days | { noDay: string } | undefined {
  const words = said.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { from: daysBefore(today, ofHabit), to: today };
  const days = daysIn(words, { today, dayFirst });
  const noDay = days?.find((day) => !isDay(day));
  if (noDay !== undefined) return { noDay };
  const [first, second = today, ...others] = days ?? [];
  if (first === undefined || others.length > 0) return undefined;
  return first <= second ? { from: first, to: second } : { from: second, to: first };
}

/** The days among some words. Undefined where a number belongs to none. */
function daysIn(
  words: readonly string[],
  { today, dayFirst }: { today: string; dayFirst: boolean | undefined },
): string[] | undefined {
  const days: string[] = [];
  for (let at = 0; at < words.length; ) {
    const here = words.slice(at, at + longestDay);
    const read = readAwaitedDate(here, dayFirst) ?? lastSuchDay(here, today);
    if (read === undefined && /\d/.test(words[at] ?? '')) return undefined;
    if (read !== undefined) days.push(dayInWords(here, read));
    at += read?.used ?? 1;
  }
  return days;
}

/** `31 October`, `zaterdag 31 oktober`: the last one until today. */
const lastSuchDay = (words: readonly string[], today: string): DayAhead | undefined =>
  readDayAndMonth(words, today, (said) => {
    const coming = comingDay(said, today);
    const year = Number(coming.slice(0, 4)) - 1;
    return coming === today ? today : `${year}${coming.slice(4)}`;
  });

const asDay = (at: Date): string => at.toISOString().slice(0, 10);

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && asDay(at) === day;
}

const daysBefore = (day: string, count: number): string =>
  asDay(new Date(Date.parse(`${day}T00:00:00Z`) - count * dayMs));
