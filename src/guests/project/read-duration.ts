import { Temporal } from 'temporal-polyfill';

/** A duration above zero and of at most ten years, in one spelling. Undefined for every other text. */
export function readDuration(text: string): string | undefined {
  const read = parseDuration(text);
  return read !== undefined && read.sign > 0 ? read.toString() : undefined;
}

/** `P0D` for a duration of nothing. */
export const noTime = (text: string): string | undefined =>
  parseDuration(text)?.sign === 0 ? 'P0D' : undefined;

/** Any day will do: only a span of years is compared. */
const someDay = Temporal.PlainDate.from('2000-01-01');
const longest = Temporal.Duration.from('P10Y');

/**
 * Refuses parts below a millisecond, because the bot cannot wait for so short a time, and more than ten years:
 * PostgreSQL and JavaScript count on from today only so far.
 */
function parseDuration(text: string): Temporal.Duration | undefined {
  try {
    const read = Temporal.Duration.from(text);
    if (read.microseconds !== 0 || read.nanoseconds !== 0) return undefined;
    const compared = Temporal.Duration.compare(read.abs(), longest, { relativeTo: someDay });
    return compared > 0 ? undefined : read;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
