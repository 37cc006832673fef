export type SlidingWindow = { times: number[] };
export type WindowLimit = { count: number; seconds: number };

/**
 * Counts one call. Like Graph, it counts refused calls too. `share` is the part of the limit that is used;
 * `waitSeconds` is there when the call is over the limit. A count of 0 means no limit.
 */
export function countIn(
  window: SlidingWindow,
  limit: WindowLimit,
  now: number,
): { share: number; waitSeconds?: number } {
  if (limit.count === 0) return { share: 0 };
  const span = limit.seconds * 1000;
  const firstInside = window.times.findIndex((time) => time > now - span);
  window.times.splice(0, firstInside === -1 ? window.times.length : firstInside);
  window.times.push(now);
  const over = window.times.length - limit.count;
  const share = window.times.length / limit.count;
  if (over <= 0) return { share };
  const leaves = (window.times[over] ?? now) + span;
  return { share, waitSeconds: Math.max(1, Math.ceil((leaves - now) / 1000)) };
}
