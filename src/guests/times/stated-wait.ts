/** A wait of 0 would use up all tries at once. A wait of years, which a proxy may write, would end all work. */
const [leastSeconds, mostSeconds] = [1, 3600];

/**
 * Retry-After in whole seconds, from 1 to 3600. A date there counts from the answer's own Date header. Undefined for
 * text that is neither seconds nor a date.
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

/** Every date of HTTP begins with the name of a day. JavaScript takes much other text for a date. */
const untilDate = (text: string, from: string): number =>
  /^[a-z]{3}/i.test(text) ? (Date.parse(text) - Date.parse(from)) / 1000 : Number.NaN;
