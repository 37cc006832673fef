import { Temporal } from 'temporal-polyfill';
import { mailAgainDays } from './mail-again.ts';
import { dayMs } from './spans.ts';

/**
 * A partner gets so many mails at most, unless people send more. The first mail and the mails that people sent count.
 */
export const mostMails = 3;

/** A partner who was due longer ago gets none: a project that begins to remind does not mail partners of last year. */
const lateDays = 7;

/** The day of an instant in UTC, as YYYY-MM-DD: the reminders of a project and such a day are one request. */
export const dayOfReminders = (at: Date): string => at.toISOString().slice(0, 10);

/** The days on which a reminder may have come due that is not too late now, the newest first. */
export const daysOfReminders = (now: Date): string[] =>
  Array.from({ length: lateDays + 1 }, (_, n) =>
    dayOfReminders(new Date(now.getTime() - n * dayMs)),
  );

/** The mails to a partner, as far as the bot knows. Mails that may have gone count. */
export type MailsGone = {
  mails: number;
  /**
   * When the times of the project begin: with its first mail, or with the access where an earlier mail had to do. Null:
   * no mail went.
   */
  firstMailedAt: Date | null;
  mailedAt: Date | null;
  /** When the bot last began to remind the partner by itself. */
  remindedAt: Date | null;
};

/** When a project reminds: so long after the first mail, but not on the days whose reminders somebody cancelled. */
export type ReminderRule = { remindPartners: readonly string[]; cancelled: ReadonlySet<string> };

/**
 * True where the bot is to send the mail again by itself: a day of the project's `remindPartners` has come since the
 * first mail, less than a week ago, and nothing went or was begun since. Never after `mostMails` mails. Durations are
 * ISO 8601; a day is 24 hours.
 */
export function isPartnerReminderDue(
  gone: MailsGone,
  { remindPartners, cancelled }: ReminderRule,
  now: Date,
): boolean {
  const { mails, firstMailedAt, mailedAt, remindedAt } = gone;
  if (firstMailedAt === null || mails >= mostMails) return false;
  const passed = remindPartners
    .map((duration) => after(firstMailedAt, duration))
    .filter((at) => at <= now.getTime());
  const last = Math.max(...passed);
  if (passed.length === 0 || now.getTime() - last > lateDays * dayMs) return false;
  if (cancelled.has(dayOfReminders(new Date(last)))) return false;
  // The reminders of a day are one request, which may be older than this hour.
  const day = Math.floor(last / dayMs) * dayMs;
  const isBegun = remindedAt !== null && remindedAt.getTime() >= day;
  const isMailed = mailedAt !== null && mailedAt.getTime() >= last;
  return !isBegun && !isMailed;
}

const after = (from: Date, duration: string): number =>
  Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO('UTC').add(duration)
    .epochMilliseconds;

/** True where so much time has passed since the first mail that the bot asks whether to revoke the invitation. */
export const isGiveUpDue = (
  { firstMailedAt }: Pick<MailsGone, 'firstMailedAt'>,
  giveUpAfter: string,
  now: Date,
): boolean => firstMailedAt !== null && after(firstMailedAt, giveUpAfter) <= now.getTime();

/**
 * The index of the first of these times that comes less than three days after the mail before it. Undefined: none does.
 */
export function reminderTooSoon(remindPartners: readonly string[]): number | undefined {
  const start = new Date(Date.UTC(2026, 0, 1));
  const times = [start.getTime(), ...remindPartners.map((duration) => after(start, duration))];
  const at = times.findIndex(
    (time, n) => n > 0 && time - (times[n - 1] ?? 0) < mailAgainDays * dayMs,
  );
  return at === -1 ? undefined : at - 1;
}
