import type { ApprovalState } from '../../guests/states.ts';
import type { RequestKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { all, changed } from '../statement.ts';

/** An approval of which the channel of its project has not heard everything. */
export type UntoldApproval = {
  id: number;
  requestId: number;
  tenantId: string;
  projectKey: string;
  requester: string;
  kind: RequestKind;
  state: ApprovalState;
  told: 'nothing' | 'asked';
  /** How many partners it is about, and how many of these the owners rejected. */
  count: number;
  rejected: number;
};

/** Approvals of which a channel has not heard the question or the end. The oldest first. */
export async function untoldApprovals(db: Db, limit: number): Promise<UntoldApproval[]> {
  return await all(db)`
    with untold as (
      select id, request_id, project_key, state, told from approval
      where told <> 'decided' and (told = 'nothing' or state <> 'open') order by id limit ${limit})
    select a.*, r.tenant_id, r.requester_name as requester, r.kind, sums.count, sums.rejected
    from untold a join request r on r.id = a.request_id cross join lateral (
      select count(*) as count, count(*) filter (where i.state = 'rejected') as rejected
      from invitation i where i.request_id = a.request_id and i.approval_id = a.id) sums
    order by a.id`;
}

/** Notes what a channel has heard of an approval, by compare and set: one replica tells it. */
export async function markApprovalTold(
  db: Db,
  { id, told }: Pick<UntoldApproval, 'id' | 'told'>,
  now: 'asked' | 'decided',
): Promise<boolean> {
  return await changed(db)`update approval set told = ${now} where id = ${id} and told = ${told}`;
}
