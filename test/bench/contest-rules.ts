import { refusedDomain } from './partners.ts';

export const latencyMs = 300;
export const replicationMs = 1500;

/** The tenant's problems, the same for everybody in the contest. */
export const contestKnobs = {
  latencyMs,
  throttle: { probability: 0.03, retryAfterSeconds: 1 },
  lost: { before: 0, after: 0.01 },
  deniedDomains: [refusedDomain],
  lagMs: {
    reads: replicationMs,
    filters: replicationMs,
    lists: replicationMs,
    references: replicationMs,
    appRoles: replicationMs,
    licences: replicationMs,
    patches: replicationMs,
    memberships: replicationMs,
    delta: replicationMs,
  },
};

/** The seed of the tenant's random numbers. */
export const contestSeed = 7;
