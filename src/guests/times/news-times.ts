import { Temporal } from 'temporal-polyfill';

/** How a requester hears of partners who accept. */
export const lineSettings = ['usual', 'each', 'daily', 'never'] as const;
export type LineSetting = (typeof lineSettings)[number];

/** For a request of at most so many partners, the bot reports each of them. */
const few = 5;

/** The setting that counts. For `usual` the size of the request decides. */
export function lineOf(setting: LineSetting, partners: number): Exclude<LineSetting, 'usual'> {
  if (setting !== 'usual') return setting;
  return partners > few ? 'daily' : 'each';
}

const morning = 9;

/** When the bot sends the daily message: at the next 9:00 in the requester's time zone. */
export function dailyAt(since: Date, timeZone: string): Date {
  const then = Temporal.Instant.fromEpochMilliseconds(since.getTime()).toZonedDateTimeISO(timeZone);
  const today = then.startOfDay().with({ hour: morning });
  const next =
    Temporal.ZonedDateTime.compare(then, today) < 0
      ? today
      : then.startOfDay().add({ days: 1 }).with({ hour: morning });
  return new Date(next.epochMilliseconds);
}

/** Older messages do not count. */
export const latelyMs = 3600_000;
const longestMs = 15 * 60_000;

/**
 * When the bot may send the waiting news: the first at once. It gathers later news, twice as long after each message,
 * so that hundreds of events make a few dozen messages. `told`: the times of the messages before. Times later than now
 * come from a clock that somebody has set back since, and delay nothing.
 */
export function newsDueAt(now: Date, told: readonly Date[], baseMs: number): Date {
  const lately = told.filter(
    (at) => at.getTime() > now.getTime() - latelyMs && at.getTime() <= now.getTime() + baseMs,
  );
  if (lately.length === 0) return now;
  const last = Math.max(...lately.map((at) => at.getTime()));
  return new Date(last + Math.min(longestMs, baseMs * 2 ** (lately.length - 1)));
}
