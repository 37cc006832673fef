import type { ApprovalTimes } from '../../guests/approval/approval-times.ts';
import { ruleAt } from '../../guests/approval/stages.ts';
import type { ApprovalRule } from '../../guests/project/project.ts';
import type { ApprovalState, MovesFrom } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { moving } from '../state-moves.ts';
import { all, changed, column, count, first, one } from '../statement.ts';

/** One decision to take, for one request and one project. */
export type ApprovalRecord = {
  id: number;
  requestId: number;
  projectKey: string;
  state: ApprovalState;
  version: number;
  /** The rule of the present stage. Its `stages` hold those of all. */
  rule: ApprovalRule;
  /** From 1 on. */
  stage: number;
  /**
   * Names the people who decide in the present stage: the key of the project, and where it has stages their copy, too.
   */
  decidersKey: string;
  /** When the present stage began. */
  askedAt: Date;
  decidedAt: Date | null;
  timesOutAt: Date | null;
  escalatesAt: Date | null;
  /** From then on the people whom the rule names for an escalation may decide too. */
  escalatedAt: Date | null;
};

/** One owner's vote on one invitation. */
export type VoteRecord = {
  invitationId: number;
  ownerId: string;
  ownerName: string;
  /** The stand-in who gave the vote of this owner. */
  castBy: string | null;
  castByName: string | null;
  yes: boolean;
  reason: string | null;
  votedAt: Date;
  /** The stage in which it counts. */
  stage: number;
};

/** Opens an approval and returns its id. */
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
    insert into approval (request_id, project_key, version, rule, asked_at, times_out_at, escalates_at, remind_at)
    values (${approval.requestId}, ${approval.projectKey}, ${approval.version}, ${JSON.stringify(approval.rule)}, ${now},
            ${approval.timesOutAt}, ${approval.escalatesAt}, ${approval.timesOutAt === null ? null : now})
    returning id`;
  return id;
}

/** The row holds the rule of all stages. The record holds the rule of the present stage. */
function inStage<Row extends ApprovalRecord | undefined>(row: Row) {
  return row === undefined ? row : { ...row, rule: ruleAt(row.rule, row.stage) };
}

/** Reads an approval without locking it. */
export async function readApproval(db: Db, id: number): Promise<ApprovalRecord | undefined> {
  return inStage(await first(db)<ApprovalRecord>`select * from approval where id = ${id}`);
}

/**
 * Reads an approval and locks it until the transaction ends, so that transactions count its votes one after the other.
 */
export async function lockApproval(db: Db, id: number): Promise<ApprovalRecord | undefined> {
  return inStage(
    await first(db)<ApprovalRecord>`select * from approval where id = ${id} for update`,
  );
}

/** A request's approvals, in the order in which they were opened. */
export async function approvalsOf(db: Db, requestId: number): Promise<ApprovalRecord[]> {
  const approvals = await all(db)<ApprovalRecord>`
    select * from approval where request_id = ${requestId} order by id`;
  return approvals.map(inStage);
}

/**
 * Locks every approval of a request, in the order of their ids. A vote locks its approval before its invitations,
 * too.
 */
export async function lockApprovals(db: Db, requestId: number): Promise<ApprovalRecord[]> {
  const approvals = await all(db)<ApprovalRecord>`
    select * from approval where request_id = ${requestId} order by id for update`;
  return approvals.map(inStage);
}

/** Open approvals that must escalate or time out by now, the most overdue first. */
export async function dueApprovals(db: Db, now: Date, limit: number): Promise<number[]> {
  return await column(db)`
    select id from approval
    where state = 'open' and (times_out_at <= ${now} or (escalated_at is null and escalates_at <= ${now}))
    order by least(times_out_at, escalates_at) limit ${limit}`;
}

/** Escalates an open approval. True for the one caller who did it. */
export async function markEscalated(db: Db, id: number, now: Date): Promise<boolean> {
  return await changed(db)`
    update approval set escalated_at = ${now}
    where id = ${id} and state = 'open' and escalated_at is null`;
}

/**
 * Closes an open approval. True for the one caller who did it. `rightsDue`: this move approves rows, so the bot reads
 * the requester's right before they begin. This statement sets it. A second update of the row in one transaction would
 * lock the request, and a cancel holds the request while it waits for the approval.
 */
export async function moveApproval(
  db: Db,
  { id, rightsDue = false }: { id: number; rightsDue?: boolean },
  to: MovesFrom<'approval', 'open'>,
  now: Date,
): Promise<boolean> {
  const move = moving('approval', ['open'], to);
  return await changed(db)`
    update approval set state = ${move.to}, decided_at = ${now}, rights_due = rights_due or ${rightsDue}
    where id = ${id} and state in ${move.from}`;
}

/** The votes of the present stage of an approval, the earliest first. */
export async function votesOn(db: Db, approvalId: number): Promise<VoteRecord[]> {
  return await all(db)`
    select invitation_id, owner_id, owner_name, cast_by, cast_by_name, yes, reason, voted_at, stage from vote
    where approval_id = ${approvalId} and stage = (select stage from approval where id = ${approvalId})
    order by voted_at, owner_id`;
}

/** The votes of every stage of an approval, the earliest first. */
export async function allVotesOn(db: Db, approvalId: number): Promise<VoteRecord[]> {
  return await all(db)`
    select invitation_id, owner_id, owner_name, cast_by, cast_by_name, yes, reason, voted_at, stage from vote
    where approval_id = ${approvalId} order by voted_at, stage, owner_id`;
}

/**
 * Writes one owner's votes on all rows at once, in the present stage. A second ballot of the same owner changes
 * nothing. Returns how many votes counted.
 */
export async function insertVotes(
  db: Db,
  ballot: {
    approvalId: number;
    ownerId: string;
    ownerName: string;
    castBy: string | null;
    castByName: string | null;
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
    insert into vote (approval_id, stage, invitation_id, owner_id, owner_name, cast_by, cast_by_name, yes, reason, voted_at)
    select ${ballot.approvalId}, (select stage from approval where id = ${ballot.approvalId}), r.invitation_id, ${ballot.ownerId}, ${ballot.ownerName}, ${ballot.castBy}, ${ballot.castByName}, r.yes, ${ballot.reason}, ${now}
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(invitation_id bigint, yes boolean)
    on conflict do nothing`;
}

/** Drops the votes in the present stage of owners who may decide no longer. Returns how many there were. */
export async function dropVotes(
  db: Db,
  approvalId: number,
  ownerIds: readonly string[],
): Promise<number> {
  return await count(db)`
    delete from vote where approval_id = ${approvalId} and owner_id = any(${ownerIds}::text[])
      and stage = (select stage from approval where id = ${approvalId})`;
}
