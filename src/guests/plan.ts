/** The effect of an invitation. The bot computes it at review and again when the step runs. */
export type Plan = 'invite' | 'access only' | 'member' | 'restore' | 'blocked';

/** The account that the tenant has under an address, alive or deleted. */
export type Found = {
  objectId: string;
  userType: 'Member' | 'Guest';
  /** Graph's externalUserState; null for members and for guests who signed up by themselves. */
  externalUserState: 'PendingAcceptance' | 'Accepted' | null;
  accountEnabled: boolean;
  /** Soft-deleted less than 30 days ago. */
  deleted: boolean;
  displayName?: string | undefined;
  /** Ids of the account's licences. */
  licences?: readonly string[] | undefined;
  /** When externalUserState changed last. */
  changedAt?: Date | undefined;
};

/**
 * The plan for one partner. `undefined`: the tenant has no such account. The bot never writes to a blocked account or
 * to a deleted member's: that row is a problem.
 */
export function planFor(found: Found | undefined): Plan {
  if (found === undefined) return 'invite';
  if (found.deleted) return found.userType === 'Guest' ? 'restore' : 'blocked';
  if (!found.accountEnabled) return 'blocked';
  return found.userType === 'Guest' ? 'access only' : 'member';
}
