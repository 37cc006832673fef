export type Window = { count: number; seconds: number };

/** For each bot and conversation; https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
export const writeWindows: readonly Window[] = [
  { count: 7, seconds: 1 },
  { count: 8, seconds: 2 },
  { count: 60, seconds: 30 },
  { count: 1800, seconds: 3600 },
];
export const readWindows: readonly Window[] = writeWindows.map(({ count, seconds }) => ({
  count: count * 2,
  seconds,
}));
export const globalWindow: readonly Window[] = [{ count: 50, seconds: 1 }];

export type RateWindows = {
  /** Returns the seconds to wait when a window is full. Otherwise it counts the call and returns undefined. */
  take(key: string, nowMs: number): number | undefined;
};

export function createRateWindows(windows: readonly Window[]): RateWindows {
  const calls = new Map<string, number[]>();
  const longestMs = Math.max(...windows.map((w) => w.seconds)) * 1000;
  return {
    take(key, nowMs) {
      const times = (calls.get(key) ?? []).filter((at) => nowMs - at < longestMs);
      calls.set(key, times);
      let waitMs = 0;
      for (const { count, seconds } of windows) {
        const freesAt = times.at(-count);
        if (freesAt !== undefined) waitMs = Math.max(waitMs, freesAt + seconds * 1000 - nowMs);
      }
      if (waitMs > 0) return Math.ceil(waitMs / 1000);
      times.push(nowMs);
      return undefined;
    },
  };
}
