import type { WhenOver } from '../project/ending-defaults.ts';
import { type AccountFate, type AccountToEnd, decideAccount } from './decide-account.ts';
import { decideGrant, type GrantFate, type GrantToEnd } from './decide-grant.ts';

/** One guest whose invitations end, in one project or in several at once. */
export type GuestToEnd = {
  /** The invitations that end. */
  ending: ReadonlySet<number>;
  /** Every grant that one of them gives. */
  grants: readonly GrantToEnd[];
  account: AccountToEnd;
  /** The `whenOver` of the projects whose invitations end. */
  rules: readonly WhenOver[];
};

export type EndDecision = {
  grants: readonly (GrantFate & Pick<GrantToEnd, 'kind' | 'target' | 'detail'>)[];
  account: AccountFate;
};

/**
 * Decides which grants an end takes from one guest, which stay and why, and what happens to the account. Call it under
 * the guest's lock.
 */
export function decideEnd({ ending, grants, account, rules }: GuestToEnd): EndDecision {
  return {
    grants: grants.map((grant) => {
      const { kind, target, detail } = grant;
      return { kind, target, detail, ...decideGrant(grant, ending) };
    }),
    account: decideAccount(account, ending, rules),
  };
}
