import { Temporal } from 'temporal-polyfill';

/** The facts on which the times of reminders depend. */
export type ReminderTerms = {
  askedAt: Date;
  timesOutAt: Date | null;
  /** When the requester last asked to remind the owners. */
  followedUpAt: Date | null;
};

/** The bot reminds people between these hours, at the place where they are. */
const day = { from: 8, to: 20 };
const hourMs = 3600_000;

type Moment = Temporal.ZonedDateTime;
const momentOf = (at: Date, timeZone: string): Moment =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
const dateOf = (moment: Moment): Date => new Date(moment.epochMilliseconds);

/** True at night where the person is. */
export function isNight(at: Date, timeZone: string): boolean {
  const { hour } = momentOf(at, timeZone);
  return hour < day.from || hour >= day.to;
}

/** The day of an instant where the person is, as YYYY-MM-DD. */
export const reminderDay = (at: Date, timeZone: string): string =>
  momentOf(at, timeZone).toPlainDate().toString();

/** The same instant by day. At night: the morning after it. */
function inTheMorning(at: Date, timeZone: string): Date {
  return isNight(at, timeZone) ? nextMorning(at, timeZone) : at;
}

/** The first morning after an instant. */
function nextMorning(at: Date, timeZone: string): Date {
  const then = momentOf(at, timeZone);
  const morning = then.startOfDay().with({ hour: day.from });
  const isAhead = Temporal.ZonedDateTime.compare(morning, then) > 0;
  return dateOf(isAhead ? morning : morning.add({ days: 1 }));
}

/** The same instant by day. At night: an hour before that night. */
function inTheEvening(at: Date, timeZone: string): Date {
  if (!isNight(at, timeZone)) return at;
  const then = momentOf(at, timeZone);
  const evening = then.startOfDay().with({ hour: day.to - 1 });
  return dateOf(then.hour < day.from ? evening.subtract({ days: 1 }) : evening);
}

/**
 * When the bot reminds an owner of an approval: at half of its time, an hour before the time is over, and when the
 * requester follows up. Never at night where the owner is: then in the morning, and the last one in the evening before.
 */
export function reminderTimes(
  { askedAt, timesOutAt, followedUpAt }: ReminderTerms,
  timeZone: string,
): Date[] {
  const times = followedUpAt === null ? [] : [inTheMorning(followedUpAt, timeZone)];
  if (timesOutAt !== null) {
    const half = new Date((askedAt.getTime() + timesOutAt.getTime()) / 2);
    const last = new Date(timesOutAt.getTime() - hourMs);
    times.push(inTheMorning(half, timeZone), inTheEvening(last, timeZone));
  }
  return times.filter((at) => at > askedAt && (timesOutAt === null || at < timesOutAt));
}

/** Somebody to remind: where they are, and when they were last reminded. */
export type Reminded = { timeZone: string; remindedAt: Date | null };

/** True when this approval is a reason to remind the person now. One reminder a day is enough for all that waits. */
export function isReminderDue(
  terms: ReminderTerms,
  { timeZone, remindedAt }: Reminded,
  now: Date,
): boolean {
  if (isNight(now, timeZone) || isReminded({ timeZone, remindedAt }, now)) return false;
  return passed(terms, { timeZone, remindedAt }, now).length > 0;
}

const isReminded = ({ timeZone, remindedAt }: Reminded, now: Date): boolean =>
  remindedAt !== null && reminderDay(remindedAt, timeZone) === reminderDay(now, timeZone);

const passed = (terms: ReminderTerms, { timeZone, remindedAt }: Reminded, now: Date): Date[] =>
  reminderTimes(terms, timeZone).filter(
    (at) => at <= now && (remindedAt === null || at > remindedAt),
  );

/** When to look next whether to remind this person. Undefined: no time of a reminder lies ahead. */
export function nextReminder(terms: ReminderTerms, person: Reminded, now: Date): Date | undefined {
  const ahead = reminderTimes(terms, person.timeZone).filter((at) => at > now);
  // A reminder that is due already had to wait for the day.
  if (passed(terms, person, now).length > 0) ahead.push(nextMorning(now, person.timeZone));
  return ahead.toSorted((a, b) => a.getTime() - b.getTime())[0];
}
