import { type Found, type Plan, planFor } from './plan.ts';
import type { Reason, ReasonCode } from './reason.ts';

/** The account in the tenant when the step runs: under the address, or the account that the review found. */
export type Now =
  | { kind: 'nobody' }
  | { kind: 'there'; found: Found }
  /** Somebody deleted the account since the review, and meant to. */
  | { kind: 'gone' };

export type PlanAgain =
  | { kind: 'go'; plan: 'invite' | 'access only' | 'member'; changed?: Reason }
  | { kind: 'refuse'; reason: Reason };

/**
 * Computes the review's plan again when the step runs, with a reason when it differs. The bot may do less than the
 * requester agreed to, never more. So it does not invite a guest whom somebody deleted since.
 */
export function planAgain(reviewed: Plan, now: Now, address: string): PlanAgain {
  const values = { address };
  const refuse = (code: ReasonCode) => ({ kind: 'refuse', reason: { code, values } }) as const;
  if (now.kind === 'gone') return refuse('deleted since');
  const plan = planFor(now.kind === 'there' ? now.found : undefined);
  if (plan === 'blocked') return refuse('blocked guest');
  if (plan === 'restore') return refuse('deleted guest');
  if (plan === reviewed) return { kind: 'go', plan };
  return { kind: 'go', plan, changed: { code: changes[plan](reviewed), values } };
}

const changes = {
  invite: () => 'invited after all',
  member: (reviewed) => (reviewed === 'access only' ? 'made member' : 'member'),
  'access only': (reviewed) => (reviewed === 'member' ? 'made guest' : 'guest already'),
} satisfies Record<string, (reviewed: Plan) => ReasonCode>;
