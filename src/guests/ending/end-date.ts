import { Temporal } from 'temporal-polyfill';
import type { Reason } from '../reason.ts';
import { weekdayOf } from '../text/month-names.ts';
import { readDay } from '../text/read-day.ts';

const mostYears = 5;

/** The reason for a date with another day of the week than it has: `Monday 2027-01-31`. */
export const wrongWeekday = (said: string, day: string): Reason => ({
  code: 'until weekday',
  values: { value: said, day, weekday: weekdayOf(day) ?? 0 },
});

/** The reason for a date that may mean two days, with both of them: `01/02/2027`. */
export function unclearDay(said: string): Reason {
  const [, one = '', two = '', year = ''] = /(\d{1,2})[-/](\d{1,2})[-/](\d{4})/.exec(said) ?? [];
  const day = (...parts: string[]) => parts.map((part) => part.padStart(2, '0')).join('-');
  const days = { first: day(year, two, one), second: day(year, one, two) };
  return { code: 'until unclear', values: { value: said, ...(year !== '' && days) } };
}

/**
 * Checks a last day with access (YYYY-MM-DD): not past, and at most five years ahead. `today`: in the requester's time
 * zone. A day of the week that does not fit may stand before it.
 */
export function readEndDate(
  said: string,
  today: string,
): { ok: true; day: string } | { ok: false; reason: Reason } {
  const no = (code: Reason['code'], more: Reason['values'] = {}) =>
    ({ ok: false, reason: { code, values: { value: said, ...more } } }) as const;
  const day = isDay(said) ? undefined : readDay(said, undefined, today);
  if (typeof day === 'object' && day.misfits)
    return { ok: false, reason: wrongWeekday(said, day.day) };
  if (day === 'unclear') return { ok: false, reason: unclearDay(said) };
  if (!isDay(said)) return no('until malformed', { ends: monthEnd(said) ?? 'none' });
  if (said < today) return no('until past');
  return said > latestEnd(today) ? no('until too far') : { ok: true, day: said };
}

/** The latest last day that anybody may choose today. Both are YYYY-MM-DD. */
export const latestEnd = (today: string): string =>
  Temporal.PlainDate.from(today).add({ years: mostYears }).toString();

/** The last day of the month in which a day does not exist: `2027-02-28` for `2027-02-31`. */
function monthEnd(text: string): string | undefined {
  const [, month = ''] = /^(\d{4}-(?:0[1-9]|1[0-2]))-\d{2}$/.exec(text) ?? [];
  if (month === '') return undefined;
  return `${month}-${Temporal.PlainYearMonth.from(month).daysInMonth}`;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const days = month >= 1 && month <= 12 ? new Temporal.PlainYearMonth(year, month).daysInMonth : 0;
  return day >= 1 && day <= days;
}
