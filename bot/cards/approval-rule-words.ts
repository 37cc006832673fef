import type { Say } from '../words/say.ts';

/** How many owners of a project approve, or in how many stages. `approvers` 0: nobody has to. */
export const approvalRuleWords = (
  { approvers, stages }: { approvers: number; stages?: number | undefined },
  say: Say,
): string =>
  stages === undefined || approvers === 0
    ? say('projects.approval', { count: approvers })
    : say('projects.stages', { count: stages });
