import { before, dateOf, momentOf } from './calendar.ts';

export type NoticeTerms = {
  /** When the access ends. */
  end: Date;
  /** When the access began, or when somebody set this end, if that was later. No notice comes before it. */
  from: Date;
  /** ISO 8601 durations, in any order. */
  remindBefore: readonly string[];
  /** Of the person who gets the notice. */
  timeZone: string;
};

const morning = 9;

/** In hours. A notice shows a last sign-in only if the bot read it at most so long before the notice. */
export const signInFreshHours = 24;

/**
 * When notices of an end are due, the earliest first: none before `from`, all before the end. At least one, unless the
 * end is not after `from`.
 */
export function noticeTimes({ end, from, remindBefore, timeZone }: NoticeTerms): Date[] {
  if (end <= from) return [];
  const times = remindBefore
    .flatMap((duration) => before(end, duration, timeZone) ?? [])
    .filter((at) => at > from && at < end)
    .map((at) => at.getTime());
  if (times.length === 0) return [lastMorning(end, from, timeZone)];
  return [...new Set(times)].toSorted((a, b) => a - b).map((at) => new Date(at));
}

/** 9:00 on the last day, or the day before if the access ends earlier than that; `from` if that is over. */
function lastMorning(end: Date, from: Date, timeZone: string): Date {
  const nine = momentOf(new Date(end.getTime() - 1), timeZone)
    .startOfDay()
    .with({ hour: morning });
  const at = dateOf(nine);
  const inTime = at < end ? at : dateOf(nine.subtract({ days: 1 }));
  return inTime > from ? inTime : from;
}
