/** How long something still takes, as people say it. */
export type TimeLeft = { unit: 'moments' | 'minutes' | 'hours'; count: number };

/** Fewer say nothing about the pace. */
const fewest = 5;
/** Of so few the end is near anyway. */
const fewLeft = 5;

/**
 * What the pace of late makes of what is left; nothing where it does not tell. Rounded up: who comes back then finds it
 * done.
 */
export function timeLeft(
  left: number,
  lately: { ended: number; seconds: number },
): TimeLeft | undefined {
  if (left <= fewLeft || lately.ended < fewest || lately.seconds <= 0) return undefined;
  const minutes = ((left / lately.ended) * lately.seconds) / 60;
  if (minutes <= 1) return { unit: 'moments', count: 1 };
  if (minutes <= 10) return { unit: 'minutes', count: Math.ceil(minutes) };
  if (minutes <= 90) return { unit: 'minutes', count: Math.ceil(minutes / 5) * 5 };
  return { unit: 'hours', count: Math.ceil(minutes / 30) / 2 };
}
