/** A wait of nothing would use up all tries at once; one of years, written by somebody in between, would end all work. */
const [leastSeconds, mostSeconds] = [1, 3600];

/**
 * Retry-After in seconds, or as a date, which is measured from the answer's own Date. Nothing where it makes no sense.
 */
export function statedWait(said: {
  retryAfter: string | null | undefined;
  date: string | null | undefined;
}): number | undefined {
  const text = said.retryAfter?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : untilDate(text, said.date ?? '');
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(mostSeconds, Math.max(leastSeconds, Math.ceil(seconds)));
}

/** Each of the forms that HTTP has for dates begins with a day's name; much else is a date to JavaScript too. */
const untilDate = (text: string, from: string): number =>
  /^[a-z]{3}/i.test(text) ? (Date.parse(text) - Date.parse(from)) / 1000 : Number.NaN;
