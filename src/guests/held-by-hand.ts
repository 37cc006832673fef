import type { Reason } from './reason.ts';

/** The role in which a person holds a request. A requester or owner who is an operator too holds as the former. */
export type HoldsAs = 'requester' | 'owner' | 'operator';

/** Why a request is on hold that somebody put on hold by hand. */
export const heldByHandReason = (
  { personId, name, as }: { personId: string; name: string; as: HoldsAs },
  requestId: number,
): Reason => ({ code: 'held by', values: { name, number: `#${requestId}`, personId, as } });

/** True where somebody holds the request as an operator: then only an operator lets it go on. */
export const isHeldByOperator = (reason: Reason | null): boolean =>
  reason?.code === 'held by' && reason.values?.as === 'operator';
