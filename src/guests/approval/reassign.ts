/** One owner has handed an approval to another. */
export type HandedOn = { fromId: string; toId: string };

/** What decides who may get an approval. */
export type Asked = {
  /** Everybody who may decide now, without the requester. */
  deciders: readonly string[];
  /** Those whose vote counts already. */
  voted: ReadonlySet<string>;
  /** How many of those have approved. */
  approvals: number;
  /** How many owners have to approve. */
  needed: number;
  moves: readonly HandedOn[];
};

/** Those for whom an approval waits: they have neither voted nor handed it on. */
export function heldBy({ deciders, voted, moves }: Omit<Asked, 'approvals' | 'needed'>) {
  const without = new Set([...voted, ...moves.map(({ fromId }) => fromId)]);
  return deciders.filter((each) => !without.has(each));
}

/** Those to whom this person may hand an approval. */
export const candidatesFor = ({ deciders, voted }: Asked, fromId: string): string[] =>
  deciders.filter((each) => each !== fromId && !voted.has(each));

/** The moves after one more. Whoever gets the approval holds it, even if they had handed it on before. */
export function withMove(moves: readonly HandedOn[], move: HandedOn): HandedOn[] {
  const { fromId, toId } = move;
  return [...moves.filter((each) => each.fromId !== fromId && each.fromId !== toId), move];
}

/** True when the approval can still pass after the move. */
export function leavesEnough(asked: Asked, move: HandedOn): boolean {
  const left = heldBy({ ...asked, moves: withMove(asked.moves, move) });
  return asked.approvals + left.length >= asked.needed;
}
