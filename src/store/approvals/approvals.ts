import type { ApprovalTimes } from '../../guests/approval/approval-times.ts';
import type { ApprovalRule } from '../../guests/project/project.ts';
import type { ApprovalState, MovesFrom } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { moving } from '../moves.ts';
import { all, changed, column, count, first, one } from '../statement.ts';

export type ApprovalRecord = {
  id: number;
  requestId: number;
  projectKey: string;
  state: ApprovalState;
  version: number;
  rule: ApprovalRule;
  askedAt: Date;
  decidedAt: Date | null;
  timesOutAt: Date | null;
  escalatesAt: Date | null;
  /** Since then those whom the rule names for the purpose may decide too. */
  escalatedAt: Date | null;
};

export type VoteRecord = {
  invitationId: number;
  ownerId: string;
  ownerName: string;
  yes: boolean;
  reason: string | null;
  votedAt: Date;
};

export async function insertApproval(
  db: Db,
  approval: ApprovalTimes & {
    requestId: number;
    projectKey: string;
    version: number;
    rule: ApprovalRule;
  },
  now: Date,
): Promise<number> {
  const { id } = await one(db)<{ id: number }>`
    insert into approval (request_id, project_key, version, rule, asked_at, times_out_at, escalates_at)
    values (${approval.requestId}, ${approval.projectKey}, ${approval.version}, ${JSON.stringify(approval.rule)}, ${now},
            ${approval.timesOutAt}, ${approval.escalatesAt})
    returning id`;
  return id;
}

export async function readApproval(db: Db, id: number): Promise<ApprovalRecord | undefined> {
  return await first(db)`select * from approval where id = ${id}`;
}

/** Votes on one approval are taken one after the other. */
export async function lockApproval(db: Db, id: number): Promise<ApprovalRecord | undefined> {
  return await first(db)`select * from approval where id = ${id} for update`;
}

export async function approvalsOf(db: Db, requestId: number): Promise<ApprovalRecord[]> {
  return await all(db)`
    select * from approval where request_id = ${requestId} order by id`;
}

/** Locks every approval of a request, in one order: whoever votes locks the approval before its invitations, too. */
export async function lockApprovals(db: Db, requestId: number): Promise<ApprovalRecord[]> {
  return await all(db)`
    select * from approval where request_id = ${requestId} order by id for update`;
}

/** Open approvals whose time has come, the longest waiting first. */
export async function dueApprovals(db: Db, now: Date, limit: number): Promise<number[]> {
  return await column(db)`
    select id from approval
    where state = 'open' and (times_out_at <= ${now} or (escalated_at is null and escalates_at <= ${now}))
    order by least(times_out_at, escalates_at) limit ${limit}`;
}

export async function markEscalated(db: Db, id: number, now: Date): Promise<boolean> {
  return await changed(db)`
    update approval set escalated_at = ${now}
    where id = ${id} and state = 'open' and escalated_at is null`;
}

export async function moveApproval(
  db: Db,
  id: number,
  to: MovesFrom<'approval', 'open'>,
  now: Date,
): Promise<boolean> {
  const move = moving('approval', ['open'], to);
  return await changed(db)`
    update approval set state = ${move.to}, decided_at = ${now} where id = ${id} and state in ${move.from}`;
}

export async function votesOn(db: Db, approvalId: number): Promise<VoteRecord[]> {
  return await all(db)`
    select invitation_id, owner_id, owner_name, yes, reason, voted_at from vote
    where approval_id = ${approvalId} order by voted_at, owner_id`;
}

/** One owner's votes on every row at once. An owner who has voted already changes nothing; returns how many counted. */
export async function insertVotes(
  db: Db,
  ballot: {
    approvalId: number;
    ownerId: string;
    ownerName: string;
    reason: string | null;
    yes: readonly number[];
    no: readonly number[];
  },
  now: Date,
): Promise<number> {
  const payload = [
    ...ballot.yes.map((id) => ({ invitation_id: id, yes: true })),
    ...ballot.no.map((id) => ({ invitation_id: id, yes: false })),
  ];
  return await count(db)`
    insert into vote (approval_id, invitation_id, owner_id, owner_name, yes, reason, voted_at)
    select ${ballot.approvalId}, r.invitation_id, ${ballot.ownerId}, ${ballot.ownerName}, r.yes, ${ballot.reason}, ${now}
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(invitation_id bigint, yes boolean)
    on conflict do nothing`;
}
