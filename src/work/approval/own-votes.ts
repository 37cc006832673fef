import type { DecidingPart } from '../../guests/approval/stages.ts';
import { type RightsDeps, readRights } from '../rights/read-rights.ts';

/**
 * The parts in which a stand-in has a vote of their own, among the parts that their owner decides for: there they do
 * not vote for the owner. Undefined where the stand-in is blocked or gone. Throws GraphUnavailable.
 */
export async function ownVotes(
  { rights }: { rights: RightsDeps },
  personId: string,
  { owned, decidesIn }: Record<'owned' | 'decidesIn', readonly DecidingPart[]>,
): Promise<DecidingPart[] | undefined> {
  const theirs = await readRights(rights, { personId }, decidesIn);
  if (!theirs.member) return undefined;
  return decidesIn.filter(
    (part) =>
      theirs.owns(part) ||
      // Both are asked only after an escalation.
      (!owned.includes(part) && part.approval.escalateTo.includes(personId)),
  );
}
