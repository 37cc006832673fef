/** Which of day and month a list writes first, where it writes them as numbers. */
export type DayOrder = 'day first' | 'month first';

/** `unclear`: the day may be one of two, and nothing says which. */
export type DayRead = { day: string } | 'malformed' | 'unclear';

/** With the time of midnight behind it, as programs export it. */
const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?)?$/;
const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: 0?0:00(?::00)?)?$/;

/** A day as people and spreadsheets write it, as YYYY-MM-DD. Whether there is such a day is checked later. */
export function readDay(text: string, order?: DayOrder): DayRead {
  const [, year, month, day] = iso.exec(text) ?? [];
  if (year !== undefined) return written(year, month, day);
  const [, first, sign, second, end] = numbers.exec(text) ?? [];
  if (first === undefined) return 'malformed';
  // Nobody writes a month first with stops.
  const said = dayOrderOf(text) ?? (sign === '.' ? 'day first' : order);
  if (said === undefined && first !== second) return 'unclear';
  return said === 'month first' ? written(end, first, second) : written(end, second, first);
}

/** What one date shows by itself: `31-01-2027` has no month 31. */
export function dayOrderOf(text: string): DayOrder | undefined {
  const [, first, , second] = numbers.exec(text) ?? [];
  if (Number(first) > 12 && Number(second) <= 12) return 'day first';
  return Number(second) > 12 && Number(first) <= 12 ? 'month first' : undefined;
}

function written(year = '', month = '', day = ''): DayRead {
  return { day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}
