export type Limit = { count: number; seconds: number };

/** What the bot keeps to unless told otherwise: GRAPH_INVITATION_LIMIT and GRAPH_WRITE_LIMIT. */
export const usualLimits = {
  invitations: { count: 120, seconds: 5 },
  writes: { count: 2400, seconds: 150 },
} as const;

export type Work = {
  rows: number;
  /** Writes beside the invitations: twenties of members, roles. */
  grants: number;
  latencyMs: number;
  replicationMs: number;
  limits: { invitations: Limit; writes: Limit };
};

/**
 * The least time in which anybody could do it: every limit is used to the full from the first moment on, nothing fails,
 * nothing has to be said twice, and the last guest gets its access in one call as soon as the directory knows it.
 */
export function idealMs({ rows, grants, latencyMs, replicationMs, limits }: Work): number {
  const invited = lastStartMs(rows, limits.invitations) + latencyMs + replicationMs + latencyMs;
  // The writes count the invitations too; the last of them is a grant.
  const written = lastStartMs(rows + grants, limits.writes) + latencyMs;
  return Math.max(invited, written);
}

/** When the last of so many calls may begin: the first `count` at once, as many again with each new span. */
const lastStartMs = (calls: number, { count, seconds }: Limit): number =>
  Math.floor((calls - 1) / count) * seconds * 1000;

export const twenties = (rows: number): number => Math.ceil(rows / 20);
