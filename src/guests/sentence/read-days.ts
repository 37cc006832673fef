import { dayMs } from '../times/spans.ts';
import { readDateWords } from './read-date-words.ts';

/** The first and the last day, both as YYYY-MM-DD. */
export type Days = { from: string; to: string };

const ofHabit = 30;

/** The same day (YYYY-MM-DD) a year later. */
export function yearAfter(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCFullYear(at.getUTCFullYear() + 1);
  return asDay(at);
}

/**
 * Reads the span of days that somebody asks for. No words mean the last thirty days. One day means the days from then
 * until today. Two days come in either order, with any words between them. Undefined for a number that belongs to no
 * day, for more than two days, and for a day that does not exist.
 */
export function readDays(
  said: string,
  today: string,
  dayFirst: boolean | undefined,
): Days | undefined {
  const words = said.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { from: daysBefore(today, ofHabit), to: today };
  const days = daysIn(words, dayFirst);
  const [first, second = today, ...others] = days ?? [];
  if (first === undefined || others.length > 0) return undefined;
  return first <= second ? { from: first, to: second } : { from: second, to: first };
}

/** The days among some words. Undefined where a number belongs to none. */
function daysIn(words: readonly string[], dayFirst: boolean | undefined): string[] | undefined {
  const days: string[] = [];
  for (let at = 0; at < words.length; ) {
    const read = readDateWords(words.slice(at), dayFirst);
    const isLost = read === undefined ? /\d/.test(words[at] ?? '') : !isDay(read.date);
    if (isLost) return undefined;
    if (read !== undefined) days.push(read.date);
    at += read?.used ?? 1;
  }
  return days;
}

const asDay = (at: Date): string => at.toISOString().slice(0, 10);

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && asDay(at) === day;
}

const daysBefore = (day: string, count: number): string =>
  asDay(new Date(Date.parse(`${day}T00:00:00Z`) - count * dayMs));
