/** Seconds to wait for a lagging directory: 2, 4, 8 … 60. `attempts` counts from 1. */
export function replicationDelay(attempts: number): number {
  return Math.min(60, 2 ** Math.max(1, attempts));
}

/** Seconds to wait after an answer of "later" without a time, or after none: 1 to 60, spread by `chance` (0 to 1). */
export function retryDelay(attempts: number, chance: number): number {
  const ceiling = Math.min(60, 2 ** Math.max(1, attempts));
  return ceiling / 2 + (ceiling / 2) * chance;
}

/** Seconds until the bot looks again for the trace of a lost invitation: 5 at first, then longer, and 60 at most. */
export function lookDelay(elapsedMs: number): number {
  return Math.min(60, Math.max(5, elapsedMs / 2000));
}

/**
 * Milliseconds for which the bot has surely waited: the pauses that it made between tries, each as long as it was
 * planned. A clock tells less: set forward, it would say that ten minutes have passed.
 */
function pausedMs(pauses: number, secondsOf: (before: number, ms: number) => number): number {
  let ms = 0;
  for (let before = 0; before < pauses; before += 1) ms += secondsOf(before, ms) * 1000;
  return ms;
}

/** The bot has looked so long for the trace of a lost call, after so many pauses to look again. */
export const lookedForMs = (looks: number): number =>
  pausedMs(looks, (_before, ms) => lookDelay(ms));

/** The bot has waited so long for a lagging directory, after so many attempts or looks. */
export const waitedForMs = (attempts: number): number =>
  pausedMs(attempts, (before) => replicationDelay(before + 1));

/** After so many answers of "later" or none the row fails with words. `retry` starts it again. */
export const maxAttempts = 12;
