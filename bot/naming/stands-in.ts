import type { VoteRecord } from '../../src/store/approvals/approvals.ts';
import type { StandIn } from '../../src/store/approvals/stand-ins.ts';
import type { ApprovalView } from '../cards/approval-card.ts';
import type { OwnerVotes } from '../cards/approval-decided-card.ts';
import type { Say } from '../words/say.ts';
import { voterWords } from '../words/voter-words.ts';

/** For whom somebody has the card of an approval, where it is not for themselves. */
export function insteadOf(
  { instead, votes }: { instead: readonly StandIn[]; votes: readonly VoteRecord[] },
  { personId, now }: { personId: string; now: Date },
): ApprovalView['instead'] {
  const mine = instead.find(({ standInId }) => standInId === personId);
  if (mine === undefined) return undefined;
  const { personName: name, lastDay, endedAt, endsAt } = mine;
  const decided = votes.some(({ ownerId }) => ownerId === mine.personId);
  const over = endedAt !== null || endsAt <= now;
  return { name, lastDay, stands: decided ? 'decided' : over ? 'over' : 'now' };
}

/** Who gave a vote, and for which owner. */
export const voterOf = ({ ownerName, castByName }: VoteRecord) => ({
  name: castByName ?? ownerName,
  instead: castByName === null ? '' : ownerName,
});

/** How each owner voted, the first vote first. */
export function votesByOwner(votes: readonly VoteRecord[], say: Say): OwnerVotes[] {
  const owners = new Map<string, OwnerVotes>();
  for (const vote of votes) {
    const { ownerId, yes, reason } = vote;
    const name = voterWords(voterOf(vote), say);
    const sum = owners.get(ownerId) ?? { name, approved: 0, rejected: 0 };
    owners.set(ownerId, {
      ...sum,
      approved: sum.approved + (yes ? 1 : 0),
      rejected: sum.rejected + (yes ? 0 : 1),
      comment: reason ?? undefined,
    });
  }
  return [...owners.values()];
}
