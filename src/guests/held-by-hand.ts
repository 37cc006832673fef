import type { Reason } from './reason.ts';

/**
 * The role in which a person holds a request. An operator who is the request's requester or owner, too, holds it as
 * requester or owner.
 */
export type HoldsAs = 'requester' | 'owner' | 'operator';

/** The reason on a request that somebody put on hold by hand. */
export const heldByHandReason = (
  { personId, name, as }: { personId: string; name: string; as: HoldsAs },
  requestId: number,
): Reason => ({ code: 'held by', values: { name, number: `#${requestId}`, personId, as } });

/** True where somebody holds the request as an operator: then only an operator lets it go on. */
export const isHeldByOperator = (reason: Reason | null): boolean =>
  reason?.code === 'held by' && reason.values?.as === 'operator';
