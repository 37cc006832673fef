/** How long something still takes, as people say it. */
export type TimeLeft = { unit: 'moments' | 'minutes' | 'hours'; count: number };

/** Fewer say nothing about the pace. */
const fewest = 5;
/** Of so few the end is near anyway. */
const fewLeft = 5;

/** A sliding window of a limit: how many calls it takes, and the seconds after which each of those in it leaves it, the first first. */
export type FullWindow = { count: number; seconds: number; frees: readonly number[] };

/**
 * The shortest time in which so many calls can go: a call without room waits until an earlier one leaves the window.
 */
export function windowSeconds(calls: number, { count, seconds, frees }: FullWindow): number {
  const waiting = Math.ceil(calls) - Math.max(0, count - frees.length);
  if (waiting <= 0 || count <= 0) return 0;
  const rounds = Math.floor((waiting - 1) / count);
  return rounds * seconds + (frees[(waiting - 1) % count] ?? seconds);
}

/**
 * The time left at the recent pace; nothing when the pace is unclear. Rounded up, so that it is done when people
 * return.
 */
export function timeLeft(
  left: number,
  lately: { ended: number; seconds: number },
  /** Sooner it cannot end, whatever the pace was: the calls that it takes do not fit. */
  atLeastSeconds = 0,
): TimeLeft | undefined {
  if (left <= fewLeft || lately.ended < fewest || lately.seconds <= 0) return undefined;
  const minutes = Math.max((left / lately.ended) * lately.seconds, atLeastSeconds) / 60;
  if (minutes <= 1) return { unit: 'moments', count: 1 };
  if (minutes <= 10) return { unit: 'minutes', count: Math.ceil(minutes) };
  if (minutes <= 90) return { unit: 'minutes', count: Math.ceil(minutes / 5) * 5 };
  return { unit: 'hours', count: Math.ceil(minutes / 30) / 2 };
}
