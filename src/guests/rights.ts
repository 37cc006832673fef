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
 * The design's table "Who may what". Each inner list is one way to have the right: all its facts must be true. The
 * caller decides which rows of a request or a project the actor sees.
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
  /** Entra's own words, which may name people. */
  'see answers': [['operator']],
  cancel: [['requester'], ['operator']],
  retry: [['requester'], ['operator']],
  /** Closes the breaker, which stopped all inviting. */
  resume: [['operator']],
  /** Lets a held request go on. */
  release: [['requester'], ['operator']],
  /** Holds a request: nothing more of it begins. */
  hold: [['requester'], ['operator']],
  /** Lets a request go on that somebody holds as an operator. */
  'release for operator': [['operator']],
  /** Holds ends that the bot begins on their day, and lets them go on. */
  'hold ends': [['owner'], ['operator']],
  pending: [['requester', 'inviter'], ['owner'], ['operator']],
  report: [['requester', 'inviter'], ['owner'], ['operator']],
  guest: [['requester', 'inviter'], ['owner'], ['operator']],
  /** The right to see the guests of a project. */
  guests: [['owner'], ['operator']],
  /** A requester may do it once a day for a guest of their own. The caller counts. */
  resend: [['requester', 'inviter'], ['owner'], ['operator']],
  'resend pending': [['owner'], ['operator']],
  /** Answer whether the bot is to revoke own invitations that nobody has accepted for long. */
  'give up': [['requester', 'inviter'], ['owner'], ['operator']],
  revoke: [['owner'], ['operator']],
  extend: [['owner'], ['operator']],
  /** When only the requester asks, the owners must approve. */
  'ask extension': [['requester', 'inviter'], ['owner'], ['operator']],
  remove: [['operator']],
  restore: [['operator']],
  reset: [['operator']],
  forget: [['operator']],
  export: [['operator']],
  /** Read who did what to whom. */
  audit: [['operator']],
  /** Read what is wrong with the set-up. */
  doctor: [['operator']],
  /** Approve or reject. An operator as such has no right to it. */
  decide: [['owner', 'not requester']],
  'link channel': [['owner'], ['operator']],
  /** Mute and unmute a channel. An operator as such has no right to it. */
  mute: [['owner']],
  /** The whole list of a digest, for everybody in the channel that got the digest. */
  'see digest': [[]],
  /** The right to choose one's own messages. */
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

/** Tells the right by which a person made a request: by its kind, or because the bot had asked them. */
type Made = { kind: RequestKind; choice: { about?: object | undefined } };

const wasAsked = ({ about }: Made['choice']): boolean =>
  about !== undefined && 'asked' in about && about.asked === true;

/**
 * True while the person who made a request still has the right by which they made it. Without that right they see
 * nothing more of it, and may only stop it. `owner`: they own all of its projects.
 */
export const isRequesterStill = ({ kind, choice }: Made, actor: Actor, owner: boolean): boolean =>
  mayDo(wasAsked(choice) ? 'give up' : madeBy[kind], actor, { requester: true, owner });

/** True when the actor may do this now. Guests and people from other tenants may do nothing. */
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

/** True for a file, and for a list of `bulkFrom` rows or more. Such a request needs the right to invite many. */
export const asksForMany = (
  { source, rows }: { source: string; rows: number },
  bulkFrom: number,
): boolean => source === 'file' || rows >= bulkFrom;
