import { Temporal } from 'temporal-polyfill';

/** A report covers so many months, the present one among them. */
const months = 12;

/** The first instant of the months that a report covers, where the reader is. */
export function reportFrom(now: Date, timeZone: string): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const first = today
    .toPlainDate()
    .with({ day: 1 })
    .subtract({ months: months - 1 });
  return new Date(first.toZonedDateTime({ timeZone }).epochMilliseconds);
}
