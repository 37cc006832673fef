/** How far Entra's directory lags, as measured by the last grants for fresh guests. */
export type Lag = {
  /** How long a bulk grant should wait after its guest was made. */
  ms(): number;
  heed(came: 'at once' | 'too early'): void;
};

const leastMs = 2_000;
const mostMs = 30_000;

/**
 * Measures the lag. A call that came too early was a wasted write, so the wait grows. Calls that work shorten it
 * slowly.
 */
export function createLag(): Lag {
  let ms = leastMs;
  return {
    ms: () => ms,
    heed(came) {
      ms = came === 'at once' ? Math.max(leastMs, ms * 0.98) : Math.min(mostMs, ms * 1.25 + 500);
    },
  };
}
