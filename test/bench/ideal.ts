export type Limit = { count: number; seconds: number };
export type Limits = { invitations: Limit; writes: Limit };

/** What the bot keeps to unless told otherwise: GRAPH_INVITATION_LIMIT and GRAPH_WRITE_LIMIT. */
export const usualLimits: Limits = {
  invitations: { count: 120, seconds: 5 },
  writes: { count: 2400, seconds: 150 },
};

/** The same in a tenant whose time runs so many times faster. */
export const faster = ({ invitations, writes }: Limits, times: number): Limits => ({
  invitations: { ...invitations, seconds: invitations.seconds / times },
  writes: { ...writes, seconds: writes.seconds / times },
});

export type Work = {
  rows: number;
  /** Each row is a member of one group, twenty in a call; with a role it takes a write of its own more. */
  roles: boolean;
  latencyMs: number;
  replicationMs: number;
  limits: Limits;
};

/**
 * The least time in which anybody could do it: each call is made the moment that both limits allow it, nothing fails,
 * nothing has to be said twice, and the last guest gets its access in one call as soon as the directory knows it.
 */
export function idealMs({ rows, roles, latencyMs, replicationMs, limits }: Work): number {
  const invitations = slidingWindow(limits.invitations);
  const writes = slidingWindow(limits.writes);
  let at = 0;
  let lastInvited = 0;
  const write = () => {
    at = Math.max(at, writes.freeAt());
    writes.take(at);
  };
  for (let row = 1; row <= rows; row += 1) {
    at = Math.max(at, invitations.freeAt(), writes.freeAt());
    invitations.take(at);
    writes.take(at);
    lastInvited = at;
    if (roles) write();
    if (row % 20 === 0 || row === rows) write();
  }
  return Math.max(at, lastInvited + latencyMs + replicationMs) + latencyMs;
}

/** When the next call may be made, and that one was made. */
export function slidingWindow({ count, seconds }: Limit) {
  const taken: number[] = [];
  return {
    freeAt: () => (taken[taken.length - count] ?? Number.NEGATIVE_INFINITY) + seconds * 1000,
    take: (at: number) => void taken.push(at),
  };
}
