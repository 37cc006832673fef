import { cardAs } from '../../src/guests/approval/stand-in.ts';
import type { VoteRecord } from '../../src/store/approvals/approvals.ts';
import type { StandIn } from '../../src/store/approvals/stand-ins.ts';
import type { ApprovalView } from '../cards/approval-card.ts';
import type { OwnerVotes } from '../cards/approval-decided-card.ts';
import type { Say } from '../words/say.ts';
import { voterWords } from '../words/voter-words.ts';

type Asked = {
  request: { requesterId: string };
  instead: readonly StandIn[];
  votes: readonly VoteRecord[];
  moves: readonly { fromId: string }[];
};

/** For whom the reader of an open approval decides, and whether they may. */
export function readerOf(
  { request: { requesterId }, instead, votes, moves }: Asked,
  { personId: readerId, now }: { personId: string; now: Date },
): Pick<ApprovalView, 'instead' | 'mayDecide'> & { voted: boolean } {
  const card = cardAs({ readerId, requesterId, now, instead, votes, moves });
  const { as, standIn, stands } = card;
  const voted = votes.some(({ ownerId, castBy }) => ownerId === readerId || castBy === readerId);
  const mayDecide = as.kind === 'self' || as.kind === 'for';
  if (voted || standIn === undefined || stands === undefined)
    return { mayDecide, voted, instead: undefined };
  const { personName: name, lastDay } = standIn;
  return { mayDecide, voted, instead: { name, lastDay, stands } };
}

/** The person who gave a vote, and for which owner. */
export const voterOf = ({ ownerName, castByName }: VoteRecord) => ({
  name: castByName ?? ownerName,
  instead: castByName === null ? '' : ownerName,
});

/** How each owner voted, the first vote first. */
export function votesByOwner(votes: readonly VoteRecord[], say: Say): OwnerVotes[] {
  const owners = new Map<string, OwnerVotes>();
  for (const vote of votes) {
    const { yes, reason, stage } = vote;
    const ownerId = `${stage} ${vote.ownerId}`;
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
