import type { Directory } from '../../graph/directory.ts';
import { mayVote } from '../../guests/approval/approval-rule.ts';
import { projectAt } from '../../guests/approval/stages.ts';
import { lockApproval } from '../../store/approvals/approvals.ts';
import { inTransaction } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';
import {
  type Leaver,
  markLeaverTold,
  openQuestions,
  openRequestsOf,
  type WaitingQuestion,
  withoutLeavers,
} from '../../store/telling/leavers.ts';
import { anyPlace } from '../../store/telling/places.ts';
import { escalate } from '../approval/escalate.ts';
import { endForLeaver } from '../approval/name-stand-in.ts';
import { returnApprovals } from '../approval/return-approvals.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type OperatorDeps, ownersOf } from '../telling/audience.ts';
import { type TellDeps, tellOperators } from '../telling/tell-people.ts';

export type HandOverDeps = WorkDeps & TellDeps & OperatorDeps & Pick<Directory, 'peopleIn'>;

/**
 * Hands over the work of somebody who is blocked or gone: asks the other owners about their approvals, and the people
 * whom the rule names where too few owners are left. Tells the operators once. News about the person's requests goes to
 * the projects' owners from now on (`tellNews`).
 */
export async function handOver(deps: HandOverDeps, leaver: Leaver): Promise<void> {
  const { db } = deps;
  const { id, tenantId, personId } = leaver;
  await returnApprovals(deps, personId);
  await endForLeaver(deps, leaver);
  const questions: WaitingQuestion[] = [];
  for (const question of await openQuestions(db)) {
    if (question.tenantId !== tenantId) continue;
    const deciders = await decidersOf(deps, question);
    if (!deciders.some((each) => each.toLowerCase() === personId)) continue;
    questions.push(question);
    await askOthers(deps, question, deciders);
  }
  const requests = await openRequestsOf(db, leaver);
  if (questions.length + requests.length > 0) {
    const place = await anyPlace(db, tenantId, 'person', personId);
    const values = {
      name: requests[0]?.name || place?.name || 'none',
      approvals: questions.length,
      requests: requests.length,
    };
    const reason = { code: 'person left', values } as const;
    await tellOperators(deps, tenantId, { reason, subjectId: id });
  }
  await markLeaverTold(db, id, deps.clock.now());
  deps.log.warn('person left', {
    personId,
    approvals: questions.length,
    requests: requests.length,
  });
}

/** Everybody who may decide, whether they are still there or not. */
async function decidersOf(deps: HandOverDeps, question: WaitingQuestion): Promise<string[]> {
  const { projectKey, rule, escalatedAt, requesterId } = question;
  const project = await readProject(deps.db, projectKey);
  const owners = project === undefined ? [] : await ownersOf(deps, projectAt(project, question));
  const all = new Set([...owners, ...(escalatedAt === null ? [] : rule.escalateTo)]);
  return [...all].filter((each) => mayVote(each, requesterId));
}

async function askOthers(
  deps: HandOverDeps,
  { id, tenantId }: WaitingQuestion,
  deciders: readonly string[],
): Promise<void> {
  const left = await withoutLeavers(deps.db, tenantId, deciders);
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    const approval = await lockApproval(trx, id);
    if (approval?.state !== 'open') return;
    await deps.queue.send(trx, 'ask-approval', { approvalId: id });
    const tooFew = left.length < approval.rule.approvers;
    if (tooFew && approval.rule.escalateTo.length > 0) await escalate(deps, trx, approval, now);
  });
}
