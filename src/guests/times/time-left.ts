/** How long something still takes, as people say it. */
export type TimeLeft = { unit: 'moments' | 'minutes' | 'hours'; count: number };

/** Fewer results say nothing about the pace. */
const fewest = 5;
/** With so few left, the end is near anyway. */
const fewLeft = 5;

/** A limit of `count` calls in `seconds`. `frees`: in how many seconds each earlier call no longer counts, sorted. */
export type FullWindow = { count: number; seconds: number; frees: readonly number[] };

/** The fewest seconds in which so many calls can go. A call waits for room until an earlier one leaves the window. */
export function windowSeconds(calls: number, { count, seconds, frees }: FullWindow): number {
  const waiting = Math.ceil(calls) - Math.max(0, count - frees.length);
  if (waiting <= 0 || count <= 0) return 0;
  const rounds = Math.floor((waiting - 1) / count);
  return rounds * seconds + (frees[(waiting - 1) % count] ?? seconds);
}

/**
 * The time left at the recent pace. Undefined when the pace is unclear, or at most five are left. Rounded up, so that
 * the work is done when people return.
 */
export function timeLeft(
  left: number,
  lately: { ended: number; seconds: number },
  /** Graph's limits allow no earlier end at any pace. */
  atLeastSeconds = 0,
): TimeLeft | undefined {
  if (left <= fewLeft || lately.ended < fewest || lately.seconds <= 0) return undefined;
  const minutes = Math.max((left / lately.ended) * lately.seconds, atLeastSeconds) / 60;
  if (minutes <= 1) return { unit: 'moments', count: 1 };
  if (minutes <= 10) return { unit: 'minutes', count: Math.ceil(minutes) };
  if (minutes <= 90) return { unit: 'minutes', count: Math.ceil(minutes / 5) * 5 };
  return { unit: 'hours', count: Math.ceil(minutes / 30) / 2 };
}
