import type { Plan } from '../plan.ts';
import type { ApprovalRule } from '../project/project.ts';
import type { RowFlag } from '../rows/row-flags.ts';

/** One owner's vote on one invitation. An owner's second vote on an invitation does not count. */
export type Vote = { owner: string; invitation: string; yes: boolean };
export type Outcome = 'approved' | 'rejected' | 'waiting';

/** Facts for which a trusted domain alone is not enough. */
export type RowFacts = { plan?: Plan; flags?: readonly RowFlag[] };

const neverByDomain: readonly RowFlag[] = ['look-alike domain', 'name claims', 'extra access'];

/**
 * True when somebody must decide on a partner of this domain. An address only claims its domain. So a trusted domain
 * does not pass a row with a flag of `neverByDomain`, or a partner whose account is deleted or blocked.
 */
export function needsApproval(rule: ApprovalRule, domain: string, row: RowFacts = {}): boolean {
  if (!rule.required) return false;
  if (!rule.autoApproveDomains.includes(domain)) return true;
  const { plan = 'invite', flags = [] } = row;
  return plan === 'restore' || plan === 'blocked' || neverByDomain.some((f) => flags.includes(f));
}

/** A requester never decides on their own request, even as a member of the owners' group. */
export function mayVote(ownerId: string, requesterId: string): boolean {
  return ownerId.toLowerCase() !== requesterId.toLowerCase();
}

/** True once the approval has escalated, for a person whom its rule names to decide then. */
export function isEscalatedTo(
  approval: { rule: Pick<ApprovalRule, 'escalateTo'>; escalatedAt: Date | null },
  personId: string,
): boolean {
  return approval.escalatedAt !== null && approval.rule.escalateTo.includes(personId);
}

/**
 * The outcome of each invitation: enough owners approve it, or one rejects it, whichever comes first. `votes` must be
 * in the order in which the owners gave them.
 */
export function outcomeOf(
  rule: ApprovalRule,
  votes: readonly Vote[],
  invitations: readonly ({ id: string; domain: string } & RowFacts)[],
): Map<string, Outcome> {
  const tally = new Map<string, Map<string, boolean>>();
  for (const { owner, invitation, yes } of votes) {
    const given = tally.get(invitation) ?? new Map<string, boolean>();
    tally.set(invitation, given);
    if (!given.has(owner)) given.set(owner, yes);
  }
  return new Map(
    invitations.map(({ id, domain, ...row }) => [
      id,
      needsApproval(rule, domain, row) ? decide(rule, tally.get(id)) : 'approved',
    ]),
  );
}

function decide(rule: ApprovalRule, given: ReadonlyMap<string, boolean> = new Map()): Outcome {
  let approved = 0;
  for (const yes of given.values()) {
    if (!yes) return 'rejected';
    approved++;
    if (approved >= rule.approvers) return 'approved';
  }
  return 'waiting';
}
