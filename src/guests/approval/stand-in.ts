import { mayVote } from './approval-rule.ts';

/** What decides as whom somebody votes. Ids of people; `own` means that the voter may decide in their own right. */
export type VoteAs = {
  voterId: string;
  requesterId: string;
  own: boolean;
  /** Those for whom the voter stands in now, and who may decide. */
  standsFor: readonly string[];
  /** The votes so far. `castBy`: the stand-in who gave the vote of its owner. */
  votes: readonly { ownerId: string; castBy: string | null }[];
};

/** As whom the voter votes, or why they cannot. */
export type VotesAs =
  | { kind: 'self' }
  | { kind: 'for'; personId: string }
  | { kind: 'not owner' }
  | { kind: 'own request' }
  | { kind: 'voted' };

/**
 * As whom somebody votes: for themselves where they may, and otherwise for one owner whose stand-in they are. One person
 * votes once, and one owner has one vote, whoever gives it. Nobody votes on their own request, and no stand-in votes for
 * an owner who made it.
 */
export function votesAs({ voterId, requesterId, own, standsFor, votes }: VoteAs): VotesAs {
  if (!own && standsFor.length === 0) return { kind: 'not owner' };
  if (!mayVote(voterId, requesterId)) return { kind: 'own request' };
  const voted = votes.some(({ ownerId, castBy }) => ownerId === voterId || castBy === voterId);
  if (voted) return { kind: 'voted' };
  if (own) return { kind: 'self' };
  const others = standsFor.filter((each) => mayVote(each, requesterId));
  if (others.length === 0) return { kind: 'own request' };
  const personId = others.find((each) => votes.every(({ ownerId }) => ownerId !== each));
  return personId === undefined ? { kind: 'voted' } : { kind: 'for', personId };
}
