import { type WhenOver, whenOver } from '../project/ending-defaults.ts';
import type { Reason } from '../reason.ts';
import { waitingValues } from './waiting-request.ts';

/** The facts that decide what happens to one guest's account. */
export type AccountToEnd = {
  userType: 'Guest' | 'Member';
  /** `by us`: an invitation of this bot made the account. When nobody can know, `not by us`. */
  made: 'by us' | 'not by us';
  state: 'enabled' | 'blocked by us' | 'blocked by others' | 'gone';
  directoryRole: 'yes' | 'no' | 'not readable';
  /** A guest may be an operator of Guestlist. */
  isOperator: boolean;
  /** Live invitations of this guest in all projects. The invitations that end are among them. */
  live: readonly number[];
  /** The request that alone needs the account and waits for approval, as `waitingRequest` says. */
  waiting?: number | undefined;
};

/** `block`: at once. `remove`: block at once, unless it is blocked, then remove after the project's `removeAfter`. */
export type AccountFate = { fate: 'block' | 'remove' } | { fate: 'keep'; why: Reason };

/**
 * Decides what happens to the account when these invitations end. `rules` are the `whenOver` of the projects whose
 * invitations end now; the mildest wins, and without any the account stays.
 */
export function decideAccount(
  account: AccountToEnd,
  ending: ReadonlySet<number>,
  rules: readonly WhenOver[],
): AccountFate {
  const rule = mildest(rules);
  if (rule === 'keep') return keep('account kept by rule');
  const code = whyItStays(account) ?? (isNeeded(account, ending) ? 'account needed' : undefined);
  if (code === undefined) return { fate: rule };
  return code === 'account needed' ? keep(code, waitingValues(account.waiting)) : keep(code);
}

/**
 * Decides whether the bot removes a blocked account when that is due. The account stays if somebody has unblocked it or
 * invited the guest again since.
 */
export function decideRemoval(account: AccountToEnd): AccountFate {
  const code =
    whyItStays(account) ??
    (account.state === 'enabled' ? 'account unblocked since' : undefined) ??
    (account.live.length > 0 ? 'account needed' : undefined);
  return code === undefined ? { fate: 'remove' } : keep(code);
}

/** Why the bot does not remove this account for an operator. An operator may remove one that somebody else made. */
export function removalRefused(account: WhoHasIt): Reason | undefined {
  const code = whyNever(account);
  return code === undefined ? undefined : { code };
}

function whyItStays(account: AccountToEnd): Reason['code'] | undefined {
  const never = whyNever(account);
  if (never !== undefined) return never;
  if (account.made !== 'by us') return 'account not ours';
  return account.state === 'blocked by others' ? 'account blocked by others' : undefined;
}

type WhoHasIt = Pick<AccountToEnd, 'userType' | 'state' | 'directoryRole' | 'isOperator'>;

function whyNever(account: WhoHasIt): Reason['code'] | undefined {
  if (account.userType === 'Member') return 'account of member';
  if (account.state === 'gone') return 'account gone already';
  if (account.isOperator) return 'operator account';
  if (account.directoryRole === 'yes') return 'role holder';
  return account.directoryRole === 'not readable' ? 'roles not readable' : undefined;
}

/** Why an account that the project wants blocked stays open, though the bot made it: the block did not work. */
export const openBecause = [
  'account not blocked',
  'block refused',
  'block gave up',
  'operator account',
  'role holder',
  'roles not readable',
] as const satisfies readonly Reason['code'][];

/** True for a reason that an account stays open against the project's rule. */
export const leavesOpen = ({ code }: Reason): boolean => openBecause.some((each) => each === code);

/** Remarks about an account in the results, although the row reached its aim. */
export const accountRemarks = [
  ...openBecause,
  'sessions not ended',
  'restored blocked',
] as const satisfies readonly Reason['code'][];

/** True for a remark about an account. */
export const isRemark = ({ code }: Reason): boolean => accountRemarks.some((each) => each === code);

const isNeeded = ({ live }: AccountToEnd, ending: ReadonlySet<number>): boolean =>
  live.some((id) => !ending.has(id));

const mildest = (rules: readonly WhenOver[]): WhenOver =>
  whenOver.find((rule) => rules.includes(rule)) ?? 'keep';

const keep = (code: Reason['code'], values: Reason['values'] = {}): AccountFate =>
  Object.keys(values).length === 0
    ? { fate: 'keep', why: { code } }
    : { fate: 'keep', why: { code, values } };

/** An operator who removes more accounts than this at once must type how many. */
export const mostRemovedAtOnce = 20;
