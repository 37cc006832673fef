/** How far Entra's directory lags behind, as the last grants for fresh guests found out. */
export type Lag = {
  /** How long a grant that nobody waits for had better wait after its guest was made. */
  ms(): number;
  heed(came: 'at once' | 'too early'): void;
};

const leastMs = 2_000;
const mostMs = 30_000;

/** Each call that came too early was a write for nothing: wait longer next time. Calls that work shorten it slowly. */
export function createLag(): Lag {
  let ms = leastMs;
  return {
    ms: () => ms,
    heed(came) {
      ms = came === 'at once' ? Math.max(leastMs, ms * 0.98) : Math.min(mostMs, ms * 1.25 + 500);
    },
  };
}
