export type Limit = { count: number; seconds: number };
export type Limits = { invitations: Limit; writes: Limit };

/** The bot's default limits: GRAPH_INVITATION_LIMIT and GRAPH_WRITE_LIMIT. */
export const usualLimits: Limits = {
  invitations: { count: 120, seconds: 5 },
  writes: { count: 2400, seconds: 150 },
};

/** These limits in a tenant whose time runs this many times faster. */
export const faster = ({ invitations, writes }: Limits, times: number): Limits => ({
  invitations: { ...invitations, seconds: invitations.seconds / times },
  writes: { ...writes, seconds: writes.seconds / times },
});

export type Work = {
  rows: number;
  /** Each row joins one group, twenty in a call. A role costs each row one more write. */
  roles: boolean;
  latencyMs: number;
  replicationMs: number;
  limits: Limits;
};

/**
 * The least possible time: each call goes as soon as both limits allow, nothing fails or repeats, and the last guest
 * gets the access in one call as soon as the directory shows them.
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

/** A sliding window: the time of the next allowed call, and a function that records a call. */
export function slidingWindow({ count, seconds }: Limit) {
  const taken: number[] = [];
  return {
    freeAt: () => (taken[taken.length - count] ?? Number.NEGATIVE_INFINITY) + seconds * 1000,
    take: (at: number) => void taken.push(at),
  };
}
