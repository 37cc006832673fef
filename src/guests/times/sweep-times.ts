/** The span that the bot read by the delta query without a gap. `last`: when the last round began. */
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

/** Each page of a sweep uses up some of Graph's limit. So the bot reads a longer list less often. */
const pageMs = 1_000;

/** The time between two sweeps of all pending guests: as short as between two delta rounds while delta is silent. */
export function sweepEveryMs(
  every: { pollMs: number; sweepMs: number },
  delta: { silent: boolean; pages: number },
): number {
  if (!delta.silent) return every.sweepMs;
  return Math.min(every.sweepMs, Math.max(every.pollMs, delta.pages * pageMs));
}
