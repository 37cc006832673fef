import type { RequestKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { all, run } from '../statement.ts';

/** Asks that the bot reads the requester's right again before the rows of this approval begin. */
export async function askRights(db: Db, approvalId: number): Promise<void> {
  await run(db)`update approval set rights_due = true where id = ${approvalId}`;
}

/** Lets the approved rows of a request begin: the bot has read the right, or an operator vouches for it. */
export async function clearRights(db: Db, requestId: number): Promise<void> {
  await run(
    db,
  )`update approval set rights_due = false where request_id = ${requestId} and rights_due`;
}

/** A request whose requester's right the bot has to read again. */
export type RightsDue = {
  id: number;
  tenantId: string;
  requesterId: string;
  requesterName: string;
  kind: RequestKind;
  source: 'file' | 'list' | 'line';
  rows: number;
  approvalIds: number[];
};

/** Requests whose approved rows wait until the bot has read their requester's right. */
export async function requestsWithRightsDue(db: Db, limit: number): Promise<RightsDue[]> {
  return await all(db)`
    select r.id, r.tenant_id, r.requester_id, r.requester_name, r.kind, r.source, due.approval_ids,
      (select count(*) from request_row o where o.request_id = r.id) as rows
    from request r join (
      select request_id, array_agg(id order by id) as approval_ids from approval where rights_due group by request_id) due
      on due.request_id = r.id
    where r.state = 'confirmed' and r.cancelled_at is null and r.held_at is null
    order by r.id limit ${limit}`;
}
