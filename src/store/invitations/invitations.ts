import type { Plan } from '../../guests/plan.ts';
import type { Access } from '../../guests/project/project.ts';
import type { Reason } from '../../guests/reason.ts';
import type { RowFlag } from '../../guests/rows/row-flags.ts';
import type { InvitationState } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { all } from '../statement.ts';

export type InvitationRecord = {
  id: number;
  requestId: number;
  row: number;
  projectKey: string;
  approvalId: number | null;
  guestId: number | null;
  address: string;
  displayName: string;
  language: string | null;
  redirectUrl: string;
  sendMail: boolean;
  cc: string | null;
  access: Access;
  flags: readonly RowFlag[];
  plan: Plan;
  /** The account that the review found under the address. */
  foundId: string | null;
  /** What of the access that account lacked. Null where nobody was there, or what is there could not be read. */
  lacks: Access | null;
  state: InvitationState;
  reason: Reason | null;
  mailed: boolean;
  endedAt: Date | null;
};

export async function invitationsOf(db: Db, requestId: number): Promise<InvitationRecord[]> {
  return await all(db)`
    select * from invitation where request_id = ${requestId} order by row`;
}

export async function invitationsForApproval(
  db: Db,
  approvalId: number,
): Promise<InvitationRecord[]> {
  return await all(db)`
    select * from invitation where approval_id = ${approvalId} order by row`;
}

export type CountOf = { projectKey: string; plan: Plan; state: InvitationState; count: number };

export async function countInvitations(db: Db, requestId: number): Promise<CountOf[]> {
  return await all(db)`
    select project_key, plan, state, count(*) as count from invitation
    where request_id = ${requestId} group by project_key, plan, state order by project_key`;
}

/** Who is invited for an invite step, and by whom: an invitation with its requester. */
export type InvitationToCarryOut = InvitationRecord & { requesterId: string; tenantId: string };

export async function readInvitations(
  db: Db,
  ids: readonly number[],
): Promise<InvitationToCarryOut[]> {
  return await all(db)`
    select i.*, r.requester_id, r.tenant_id from invitation i join request r on r.id = i.request_id
    where i.id = any(${ids}::bigint[])`;
}
