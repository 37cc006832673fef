/** How far the delta query has been read without a gap: since when, and up to when. */
export type Rounds = { since: Date; last: Date };

/**
 * True when a redemption shows that the delta query does not report redemptions: the sweep found it, although the bot
 * had read delta rounds that began long enough after it, and no other source had named the guest.
 */
export function showsSilence(
  found: { changedAt: Date; heardAt: Date | null; sweptAt: Date | null },
  rounds: Rounds | undefined,
  patienceMs: number,
): boolean {
  const { changedAt, heardAt, sweptAt } = found;
  if (rounds === undefined || sweptAt === null || sweptAt < changedAt) return false;
  if (heardAt !== null && heardAt >= changedAt) return false;
  return rounds.since <= changedAt && rounds.last.getTime() >= changedAt.getTime() + patienceMs;
}

/** A page of a sweep takes its share of what Graph allows; longer lists are not read as often. */
const pageMs = 1_000;

/** How often the bot reads all pending guests: where delta is silent, as often as it would have read delta. */
export function sweepEveryMs(
  every: { pollMs: number; sweepMs: number },
  delta: { silent: boolean; pages: number },
): number {
  if (!delta.silent) return every.sweepMs;
  return Math.min(every.sweepMs, Math.max(every.pollMs, delta.pages * pageMs));
}
