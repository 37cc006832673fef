import type { RequestKind } from './step.ts';

/** The person who asks, as the directory describes them now. */
export type Actor = {
  /** From the tenant served. */
  tenantOk: boolean;
  /** A member with an object id, not a guest. */
  member: boolean;
  inviter: boolean;
  bulkInviter: boolean;
  operator: boolean;
};

/** How the actor relates to the request, invitation or project. */
export type Relation = { requester: boolean; owner: boolean };

type Fact = 'inviter' | 'bulkInviter' | 'operator' | 'requester' | 'owner' | 'not requester';

/**
 * Design's table "Who may what". Each line of facts is one way to have the right; all facts of a
 * line must hold. Which rows somebody sees of a request or a project, the caller sees to.
 */
const waysToHaveRight = {
  invite: [['inviter']],
  /** A file, or a list of BULK_FROM or more. */
  'invite many': [['bulkInviter']],
  'see request': [['requester'], ['owner'], ['operator']],
  review: [['requester', 'inviter']],
  confirm: [['requester', 'inviter']],
  'confirm many': [['requester', 'bulkInviter']],
  'get results': [['requester']],
  /** What Entra wrote, which may name people. */
  'see answers': [['operator']],
  cancel: [['requester'], ['operator']],
  retry: [['requester'], ['operator']],
  /** After everything was stopped. */
  resume: [['operator']],
  /** After the first rows of one request were refused. */
  release: [['requester'], ['operator']],
  pending: [['requester', 'inviter'], ['owner'], ['operator']],
  report: [['requester', 'inviter'], ['owner'], ['operator']],
  guest: [['requester', 'inviter'], ['owner'], ['operator']],
  /** Once a day for one's own, which the caller sees to. */
  resend: [['requester', 'inviter'], ['owner'], ['operator']],
  'resend pending': [['owner'], ['operator']],
  revoke: [['owner'], ['operator']],
  extend: [['owner'], ['operator']],
  /** The requester's word alone asks the owners. */
  'ask extension': [['requester', 'inviter'], ['owner'], ['operator']],
  remove: [['operator']],
  restore: [['operator']],

  reset: [['operator']],
  forget: [['operator']],
  export: [['operator']],
  /** Approve or reject; being an operator does not help. */
  decide: [['owner', 'not requester']],
  'link channel': [['owner'], ['operator']],
  /** Mute and unmute a channel; being an operator does not help. */
  mute: [['owner']],
  /** The whole list of a digest, in the channel that it was posted to. */
  'see digest': [[]],
  /** What one hears oneself. */
  settings: [[]],
} as const satisfies Record<string, readonly (readonly Fact[])[]>;

export type Action = keyof typeof waysToHaveRight;
export const actions = Object.keys(waysToHaveRight);

const madeBy: Readonly<Record<RequestKind, Action>> = {
  invite: 'invite',
  end: 'revoke',
  extend: 'ask extension',
  remove: 'remove',
  restore: 'restore',
  resend: 'resend',
};

/**
 * True while the person who made a request still has the right by which they made it. Without that right they see
 * nothing more of it, and may only stop it. `owner`: they own all of its projects.
 */
export const isRequesterStill = (kind: RequestKind, actor: Actor, owner: boolean): boolean =>
  mayDo(madeBy[kind], actor, { requester: true, owner });

/** Whether the actor may do this now. Guests and other tenants may do nothing at all. */
export function mayDo(action: Action, actor: Actor, relation: Relation): boolean {
  if (!actor.tenantOk || !actor.member) return false;
  const facts: Readonly<Record<Fact, boolean>> = {
    inviter: actor.inviter,
    bulkInviter: actor.bulkInviter,
    operator: actor.operator,
    requester: relation.requester,
    owner: relation.owner,
    'not requester': !relation.requester,
  };
  const ways: readonly (readonly Fact[])[] = waysToHaveRight[action];
  return ways.some((way) => way.every((fact) => facts[fact]));
}

/** A request of many partners: a file, or a list of `bulkFrom` rows or more. It takes the right to invite many. */
export const asksForMany = (
  { source, rows }: { source: string; rows: number },
  bulkFrom: number,
): boolean => source === 'file' || rows >= bulkFrom;
