import type { Project } from '../../src/guests/project/project.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { Deciding } from '../rights/decider-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';

/**
 * The projects for which somebody has a vote of their own, and so gives no other, among those that their owner decides
 * for. Undefined where they are blocked or gone. Throws GraphUnavailable.
 */
export async function ownVotes(
  { rights }: Pick<BotDeps, 'rights'>,
  personId: string,
  { owned, decidesIn }: Deciding,
): Promise<Project[] | undefined> {
  const theirs = await readRights(rights, { personId }, decidesIn);
  if (!theirs.member) return undefined;
  return decidesIn.filter(
    (project) =>
      theirs.owns(project) ||
      // Both are asked only after an escalation.
      (!owned.includes(project) && project.approval.escalateTo.includes(personId)),
  );
}
