import type { ApprovalRule } from './project.ts';

/** One owner's word on one invitation. There is one per owner and invitation; a second one does not count. */
export type Vote = { owner: string; invitation: string; yes: boolean };
export type Outcome = 'approved' | 'rejected' | 'waiting';

/** Whether somebody has to decide on partners of this domain. */
export function needsApproval(rule: ApprovalRule, domain: string): boolean {
  return rule.required && !rule.autoApproveDomains.includes(domain);
}

/** Nobody decides on their own request, not through a group either. */
export function mayVote(ownerId: string, requesterId: string): boolean {
  return ownerId.toLowerCase() !== requesterId.toLowerCase();
}

/**
 * What became of each invitation. An invitation passes when enough owners approved it and falls at
 * the first rejection, whichever comes first; votes stand in the order in which they were given.
 */
export function outcomeOf(
  rule: ApprovalRule,
  votes: readonly Vote[],
  invitations: readonly { id: string; domain: string }[],
): Map<string, Outcome> {
  const tally = new Map<string, Map<string, boolean>>();
  for (const { owner, invitation, yes } of votes) {
    const given = tally.get(invitation) ?? new Map<string, boolean>();
    tally.set(invitation, given);
    if (!given.has(owner)) given.set(owner, yes);
  }
  return new Map(
    invitations.map(({ id, domain }) => [
      id,
      needsApproval(rule, domain) ? decide(rule, tally.get(id)) : 'approved',
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
