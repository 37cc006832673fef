/** Seconds until a lagging directory is asked again: 2, 4, 8 … 60. `attempts` counts from 1. */
export function replicationDelay(attempts: number): number {
  return Math.min(60, 2 ** Math.max(1, attempts));
}

/** Seconds after an answer that says "later" without a time, or after none: 1 to 60, spread by `chance` (0 to 1). */
export function retryDelay(attempts: number, chance: number): number {
  const ceiling = Math.min(60, 2 ** Math.max(1, attempts));
  return ceiling / 2 + (ceiling / 2) * chance;
}

/** Seconds until the next look for a trace of an invitation whose answer was lost: 5 at first, then ever rarer. */
export function lookDelay(elapsedMs: number): number {
  return Math.min(60, Math.max(5, elapsedMs / 2000));
}

/** After so many answers of "later" or none the row fails with words; `retry` takes it up again. */
export const maxAttempts = 12;
