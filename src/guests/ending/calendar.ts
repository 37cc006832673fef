import { Temporal } from 'temporal-polyfill';

/** The instant this duration later, by the calendar of that time zone; undefined beyond the calendar. */
export function after(at: Date, duration: string, timeZone: string): Date | undefined {
  return move(at, timeZone, (from) => from.add(duration));
}

/** The instant this duration earlier, by the calendar of that time zone; undefined beyond the calendar. */
export function before(at: Date, duration: string, timeZone: string): Date | undefined {
  return move(at, timeZone, (from) => from.subtract(duration));
}

type Moment = Temporal.ZonedDateTime;

function move(at: Date, timeZone: string, by: (from: Moment) => Moment): Date | undefined {
  try {
    return dateOf(by(momentOf(at, timeZone)));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** An instant as a date and time in that time zone. */
export const momentOf = (at: Date, timeZone: string): Moment =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** The day of an instant in that time zone, as YYYY-MM-DD. */
export const dayOf = (at: Date, timeZone: string): string =>
  momentOf(at, timeZone).toPlainDate().toString();

/** The instant of a date and time. */
export const dateOf = (moment: Moment): Date => new Date(moment.epochMilliseconds);
