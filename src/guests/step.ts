/** Steps that make the guest exist. The guest's grants wait for them. */
export const gateKinds = ['invite', 'restore'] as const;
/** Steps that give one piece of access. */
export const grantKinds = ['group', 'app', 'licence'] as const;
export type GrantKind = (typeof grantKinds)[number];
/** One piece of access. `target`: the group, application or licence. `detail`: an application's role, else empty. */
export type AccessPiece = { kind: GrantKind; target: string; detail: string };
/** Steps that take one piece of access back. */
export const takeKinds = ['take group', 'take app', 'take licence'] as const;
export type TakeKind = (typeof takeKinds)[number];
/** Steps that change an account. A person asks for `restore account`; the gate `restore` comes with an invitation. */
export const accountKinds = ['block', 'unblock', 'remove', 'restore account'] as const;
export type AccountKind = (typeof accountKinds)[number];
/** Steps for a guest who exists. `sponsor` makes the requester one; the access does not depend on it. */
export const guestKinds = [...grantKinds, 'sponsor'] as const;
/**
 * Steps in different lanes do not wait for each other. The lanes: steps that make a guest exist, memberships that share
 * calls, all other steps that give, and the rest, which take back or add sponsors.
 */
export type Lane = 'gate' | 'group' | 'single' | 'end';
export const stepKinds = [...gateKinds, ...guestKinds, ...takeKinds, ...accountKinds] as const;
export type StepKind = (typeof stepKinds)[number];

/** The step that takes back what a step of this kind gave. */
export const takeOf = {
  group: 'take group',
  app: 'take app',
  licence: 'take licence',
} as const satisfies Record<GrantKind, TakeKind>;
/** The grant that a step of this kind takes back. */
export const grantOf = {
  'take group': 'group',
  'take app': 'app',
  'take licence': 'licence',
} as const satisfies Record<TakeKind, GrantKind>;

/** The grant that a step takes back. Undefined: it takes none. */
export function grantTakenBy(step: {
  kind: StepKind;
  target: string;
  detail: string;
}): AccessPiece | undefined {
  const { target, detail } = step;
  const take = takeKinds.find((kind) => kind === step.kind);
  return take && { kind: grantOf[take], target, detail };
}

/** The purposes of a request. */
export const requestKinds = ['invite', 'end', 'extend', 'remove', 'restore', 'resend'] as const;
export type RequestKind = (typeof requestKinds)[number];
/** The purpose of one row of a request. `extend` invites anew when the access is over. */
export type RowKind = RequestKind;
/**
 * Why an access ends: a person asked, it expired, somebody undid an approval, nobody accepted for long and the requester
 * revoked, or it had ended with the account and came back with it.
 */
export type EndCause = 'asked' | 'due' | 'undone' | 'not accepted' | 'returned';

/** A step that is not settled: `due`, not sent; `intended`, perhaps sent; `looking`, its answer was lost. */
export const openStates = ['due', 'intended', 'looking'] as const;
export const settledStates = ['done', 'refused', 'unknown', 'withdrawn'] as const;
export type OpenState = (typeof openStates)[number];
export type SettledState = (typeof settledStates)[number];
export type StepState = OpenState | SettledState;
