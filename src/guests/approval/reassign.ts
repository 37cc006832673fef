/** One owner has handed an approval to another. */
export type HandedOn = { fromId: string; toId: string };

/** The facts that decide who may get an approval. */
export type Asked = {
  /** Everybody who may decide now, without the requester. */
  deciders: readonly string[];
  /** The owners whose vote counts already. */
  voted: ReadonlySet<string>;
  /** How many of those have approved. */
  approvals: number;
  /** How many owners have to approve. */
  needed: number;
  moves: readonly HandedOn[];
};

/** The owners for whom an approval waits: they have neither voted nor handed it on. */
export function heldBy({ deciders, voted, moves }: Omit<Asked, 'approvals' | 'needed'>) {
  const without = new Set([...voted, ...moves.map(({ fromId }) => fromId)]);
  return deciders.filter((each) => !without.has(each));
}

/** The owners to whom this person may hand an approval. */
export const candidatesFor = ({ deciders, voted }: Asked, fromId: string): string[] =>
  deciders.filter((each) => each !== fromId && !voted.has(each));

/** The moves after one more. The owner who gets the approval holds it, even after handing it on before. */
export function withMove(moves: readonly HandedOn[], move: HandedOn): HandedOn[] {
  const { fromId, toId } = move;
  return [...moves.filter((each) => each.fromId !== fromId && each.fromId !== toId), move];
}

/** True when the approval can still pass after the move. */
export function leavesEnough(asked: Asked, move: HandedOn): boolean {
  const left = heldBy({ ...asked, moves: withMove(asked.moves, move) });
  return asked.approvals + left.length >= asked.needed;
}
