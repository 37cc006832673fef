import { Temporal } from 'temporal-polyfill';
import { after, dateOf } from './after.ts';

/** What may end an invitation's access. */
export type EndTerms = {
  /** The last day with access, as YYYY-MM-DD; `readEndDate` has checked it. */
  until?: string | undefined;
  /** The project's guestExpiresAfter as it was at Confirm. */
  expiresAfter?: string | undefined;
  /** Where the requester is. */
  timeZone: string;
};

/**
 * When the access ends: the earliest of what the terms say. `completeAt` is the moment at which all of the access was
 * first there, null before. Null: no end, or none that is known yet.
 */
export function endInstant(terms: EndTerms, completeAt: Date | null): Date | null {
  const { until, expiresAfter, timeZone } = terms;
  const byDate = until === undefined ? undefined : endOfDay(until, timeZone);
  const byAge =
    expiresAfter === undefined || completeAt === null
      ? undefined
      : after(completeAt, expiresAfter, timeZone);
  if (byDate === undefined || byAge === undefined) return byDate ?? byAge ?? null;
  return byDate < byAge ? byDate : byAge;
}

/** The first moment after that day where the person is. A day need not have 24 hours, nor begin at midnight. */
export const endOfDay = (day: string, timeZone: string): Date =>
  dateOf(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone }));

/** The last day with access, as YYYY-MM-DD: what people read an end as. */
export function lastDay(end: Date, timeZone: string): string {
  const last = Temporal.Instant.fromEpochMilliseconds(end.getTime() - 1);
  return last.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
