import type { ReasonCode } from './reason.ts';

/** Reasons that a retry may overcome: somebody may have bought seats since. */
export const passingReasons: readonly ReasonCode[] = [
  'gave up',
  'replication timed out',
  'change not shown',
  'no seats left',
];
