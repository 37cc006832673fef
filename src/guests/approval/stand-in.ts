import { dayMs } from '../times/spans.ts';
import { mayVote } from './approval-rule.ts';

/** The time for which somebody may name a stand-in, from now on. */
export const longestStandInMs = 366 * dayMs;

/**
 * The facts that decide as whom somebody votes. Ids of people; `own` means that the voter may decide in their own
 * right.
 */
export type VoteAs = {
  voterId: string;
  requesterId: string;
  own: boolean;
  /** The owners for whom the voter stands in now, and who may decide. */
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
 * Says as whom somebody votes: for themselves where they may, and otherwise for one owner whose stand-in they are. One
 * person votes once, and one owner has one vote, cast by the owner or a stand-in. No requester votes on their own
 * request, and no stand-in votes for an owner who made it.
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

/** Somebody decides for somebody else, until an instant or until it was ended. */
type StandInTime = { personId: string; standInId: string; endsAt: Date; endedAt: Date | null };

/** True where the stand-in may decide by the clock. */
const isNow = ({ endsAt, endedAt }: StandInTime, now: Date) => endedAt === null && endsAt > now;

/** True where an owner has handed an approval to another: then nobody decides for them either. */
export const hasHandedOn = (moves: readonly { fromId: string }[], personId: string): boolean =>
  moves.some(({ fromId }) => fromId === personId);

/** An approval as somebody has its card, perhaps only because they stand in for owners. */
export type CardOf<Of extends StandInTime> = {
  readerId: string;
  requesterId: string;
  now: Date;
  /** Everybody who has the card as a stand-in. */
  instead: readonly Of[];
  votes: VoteAs['votes'];
  moves: readonly { fromId: string }[];
};

/**
 * Says as whom the reader of an open approval's card votes, by the rule of the click. `standIn`: the owner whom the
 * card names, where the reader has it only as a stand-in. `decided`: that owner has decided.
 */
export function cardAs<Of extends StandInTime>({
  readerId,
  requesterId,
  now,
  instead,
  votes,
  moves,
}: CardOf<Of>): { as: VotesAs; standIn?: Of; stands?: 'now' | 'decided' | 'handed' | 'over' } {
  const mine = instead.filter(({ standInId }) => standInId === readerId);
  const timely = mine.filter((each) => isNow(each, now));
  const held = timely.filter(({ personId }) => !hasHandedOn(moves, personId));
  const standsFor = held.map(({ personId }) => personId);
  const own = mine.length === 0;
  const as = votesAs({ voterId: readerId, requesterId, own, standsFor, votes });
  if (own) return { as };
  if (as.kind === 'for') {
    const standIn = held.find(({ personId }) => personId === as.personId);
    return standIn === undefined ? { as } : { as, standIn, stands: 'now' };
  }
  const [standIn] = [...held, ...timely, ...mine.toReversed()];
  const stands = held.length > 0 ? 'decided' : timely.length > 0 ? 'handed' : 'over';
  return standIn === undefined ? { as } : { as, standIn, stands };
}
