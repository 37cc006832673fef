import { Temporal } from 'temporal-polyfill';
import { mailAgainDays } from './mail-again.ts';

/** A partner gets so many mails at most, the first one and those that people sent among them, unless people send more. */
export const mostMails = 3;

/** Whoever was due longer ago gets none: a project that begins to remind does not mail partners of last year. */
const lateDays = 7;
const dayMs = 86_400_000;

/** What the bot knows of the mails to a partner. Mails that may have gone count. */
export type MailsGone = {
  mails: number;
  /** When the times of the project begin: with its first mail, or with the access where an earlier mail had to do. Null: no mail went. */
  firstMailedAt: Date | null;
  mailedAt: Date | null;
  /** When the bot last began to remind the partner by itself. */
  remindedAt: Date | null;
};

/**
 * True where the bot is to send the mail again by itself: a day of the project's `remindPartners` has come since the first
 * mail, less than a week ago, and nothing went or was begun since. Durations are ISO 8601; a day is 24 hours.
 */
export function isPartnerReminderDue(
  gone: MailsGone,
  remindPartners: readonly string[],
  now: Date,
): boolean {
  const { mails, firstMailedAt, mailedAt, remindedAt } = gone;
  if (firstMailedAt === null || mails >= mostMails) return false;
  const passed = remindPartners
    .map((duration) => after(firstMailedAt, duration))
    .filter((at) => at <= now.getTime());
  const last = Math.max(...passed);
  if (passed.length === 0 || now.getTime() - last > lateDays * dayMs) return false;
  // The reminders of a day are one request, which may be older than this hour.
  const day = Math.floor(last / dayMs) * dayMs;
  const isBegun = remindedAt !== null && remindedAt.getTime() >= day;
  const isMailed = mailedAt !== null && mailedAt.getTime() >= last;
  return !isBegun && !isMailed;
}

const after = (from: Date, duration: string): number =>
  Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO('UTC').add(duration)
    .epochMilliseconds;

/** True where so much time has passed since the first mail that the bot asks whether to withdraw the invitation. */
export const isGivenUp = (
  { firstMailedAt }: Pick<MailsGone, 'firstMailedAt'>,
  giveUpAfter: string,
  now: Date,
): boolean => firstMailedAt !== null && after(firstMailedAt, giveUpAfter) <= now.getTime();

/** The first of these times that comes less than three days after the mail before it. Undefined: none does. */
export function reminderTooSoon(remindPartners: readonly string[]): number | undefined {
  const start = new Date(Date.UTC(2026, 0, 1));
  const times = [start.getTime(), ...remindPartners.map((duration) => after(start, duration))];
  const at = times.findIndex(
    (time, n) => n > 0 && time - (times[n - 1] ?? 0) < mailAgainDays * dayMs,
  );
  return at === -1 ? undefined : at - 1;
}
