import { Temporal } from 'temporal-polyfill';
import { after, dateOf } from './calendar.ts';

/** The terms that may end an invitation's access. */
export type EndTerms = {
  /** The last day with access, as YYYY-MM-DD; `readEndDate` has checked it. */
  until?: string | undefined;
  /** The project's guestExpiresAfter as it was at Confirm. */
  expiresAfter?: string | undefined;
  /** The requester's. */
  timeZone: string;
};

/**
 * When the access ends: at the earlier of the two terms. `completeAt`: when the guest first had all of the access; null
 * before. Returns null when there is no end, or when the bot cannot know it yet.
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

/** The first of these ends. Null where none of them has one. */
export function firstEnd(all: readonly { endsAt: Date | null }[]): Date | null {
  const ends = all.flatMap(({ endsAt }) => endsAt?.getTime() ?? []);
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/** The first instant of that day in the time zone. */
export const startOfDay = (day: string, timeZone: string): Date =>
  dateOf(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }));

/** The first instant after that day in the time zone. A day need not have 24 hours, nor begin at midnight. */
export const endOfDay = (day: string, timeZone: string): Date =>
  dateOf(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone }));

/** The last day with access, as YYYY-MM-DD. People read this and not the instant. */
export function lastDay(end: Date, timeZone: string): string {
  const last = Temporal.Instant.fromEpochMilliseconds(end.getTime() - 1);
  return last.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
