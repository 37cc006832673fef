import { isEscalatedTo, mayVote } from '../../guests/approval/approval-rule.ts';
import { type StandIn, standInsFor } from '../../store/approvals/stand-ins.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Question } from './may-decide.ts';

/**
 * Those who stand in now for any of these people. Leaves out the requester, those who are blocked or gone, and the
 * `deciders`, who decide in their own right: one level.
 */
export async function standInsToAsk(
  { db, clock }: Pick<WorkDeps, 'db' | 'clock'>,
  { approval, request: { tenantId, requesterId } }: Pick<Question, 'approval' | 'request'>,
  { people, deciders }: { people: readonly string[]; deciders: readonly string[] },
): Promise<StandIn[]> {
  const standIns = await standInsFor(db, tenantId, people, clock.now());
  const ids = standIns.map(({ standInId }) => standInId);
  const here = new Set(await withoutLeavers(db, tenantId, ids));
  const decides = (id: string) => deciders.includes(id) || isEscalatedTo(approval, id);
  return standIns.filter(
    ({ standInId }) =>
      here.has(standInId) && !decides(standInId) && mayVote(standInId, requesterId),
  );
}
