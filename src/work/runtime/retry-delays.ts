/** Seconds to wait for a lagging directory: 2, 4, 8 … 60. `attempts` counts from 1. */
export function replicationDelay(attempts: number): number {
  return Math.min(60, 2 ** Math.max(1, attempts));
}

/** Seconds to wait after an answer of "later" without a time, or after none: 1 to 60, spread by `chance` (0 to 1). */
export function retryDelay(attempts: number, chance: number): number {
  const ceiling = Math.min(60, 2 ** Math.max(1, attempts));
  return ceiling / 2 + (ceiling / 2) * chance;
}

/** Seconds until the bot looks again for the trace of a lost invitation: 5 at first, then longer. */
export function lookDelay(elapsedMs: number): number {
  return Math.min(60, Math.max(5, elapsedMs / 2000));
}

/** After so many answers of "later" or none the row fails with words. `retry` starts it again. */
export const maxAttempts = 12;
