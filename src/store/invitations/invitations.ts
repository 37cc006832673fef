import type { AccountFate } from '../../guests/ending/decide-account.ts';
import type { Plan } from '../../guests/plan.ts';
import type { Access } from '../../guests/project/project.ts';
import type { Reason } from '../../guests/reason.ts';
import type { RowFlag } from '../../guests/rows/row-flags.ts';
import type { InvitationState } from '../../guests/states.ts';
import type { AccessPiece, EndCause, RowKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { howEnded, stateToRead } from '../how-access-ended.ts';
import { all, column } from '../statement.ts';

/** One partner in one request for one project. */
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
  /** The access that this account lacked. Null where there was no account, or Graph did not let us read its access. */
  lacks: Access | null;
  state: InvitationState;
  reason: Reason | null;
  mailed: boolean;
  endedAt: Date | null;
  kind: RowKind;
  /** The invitations that a row of another kind ends or extends. */
  about: readonly number[];
  cause: EndCause | null;
  findings: EndFindings | null;
  /** The last day of the access (YYYY-MM-DD), fixed at Confirm, or the day that a row extends to. */
  endsOn: string | null;
  /** The project's guestExpiresAfter at Confirm. */
  expiresAfter: string | null;
  /** Where the requester was at Confirm. */
  endZone: string | null;
  /** When all of the access was first there. */
  completedAt: Date | null;
  /** When the access ends. Null: not, or not known before it is complete. */
  endsAt: Date | null;
  /** The row that ends it. */
  endingId: number | null;
  /** Since when the access is over. */
  overAt: Date | null;
};

/** The findings of the review of an end, an extension or a change of an account, for one guest. */
export type EndFindings = {
  /** The grants that the end would take. */
  takes: readonly EndGrant[];
  /** The grants that would stay, each with its reason. */
  stays: readonly (EndGrant & { why: Reason })[];
  /** The fate of the account. Absent where the row is not about it. */
  account?: AccountFate;
  /**
   * The keys of the projects that the guest belongs to now. A removal of the account takes the guest out of all of
   * them.
   */
  projects: readonly string[];
  /**
   * Extensions: the end that the invitations have now (ISO instant), null where none. Ends that are due: the end that
   * has come. Absent in rows that an earlier version began.
   */
  endsAt?: string | null;
  /** Extensions: the ends of all invitations that the row means, each as `endsAt`. Absent in old reviews. */
  ends?: readonly (string | null)[];
  /** Extensions: the new end is earlier than one that stands, or the access had none. */
  earlier?: boolean;
  /** Ends: what Confirm compares with the ledger. Absent in old reviews and in ends that the bot began. */
  promised?: EndPromise;
  /** Ends: the account is among the deleted, so all of this happens once somebody restores it. */
  deleted?: boolean;
  /** Extensions: the account is blocked and will be unblocked. */
  unblocks?: boolean;
  /** Restores: whole days left in which the account can be restored. */
  daysLeft?: number;
  /** Restores: the account comes back blocked. */
  blocked?: 'by us' | 'by others';
  /** Restores: the access that comes back, one for each project. `endsOn`: its last day, null where it has no end. */
  back?: readonly { project: string; endsOn: string | null; over: boolean }[];
  /** Removals: `at the ledger` where the review read only the ledger and not Graph. */
  looked: 'at Graph' | 'at the ledger';
};
/** The grants that an end takes, and the fate of the account, as far as the ledger alone decides it. */
export type EndPromise = { takes: readonly string[]; account: AccountFate['fate'] };
export type EndGrant = AccessPiece & { name: string };

/** A request's invitations, in the order of its list. */
export async function invitationsOf(db: Db, requestId: number): Promise<InvitationRecord[]> {
  return await all(db)`
    select * from invitation where request_id = ${requestId} order by row`;
}

/** An approval's invitations, in the order of the list. */
export async function invitationsForApproval(
  db: Db,
  approvalId: number,
): Promise<InvitationRecord[]> {
  return await all(db)`
    select * from invitation where approval_id = ${approvalId} order by row`;
}

/** The keys of the projects that a request's invitations are for. */
export async function projectsOfRequest(db: Db, requestId: number): Promise<string[]> {
  return await column(db)`
    select distinct project_key from invitation where request_id = ${requestId} order by project_key`;
}

/** How many invitations of a project share one plan and one state. */
export type CountOf = { projectKey: string; plan: Plan; state: InvitationState; count: number };

/** Counts a request's invitations by project, plan and state, as people read it. */
export async function countInvitations(db: Db, requestId: number): Promise<CountOf[]> {
  // An invitation that nothing ends reads as it is. Most requests have no other, and PostgreSQL plans this statement fast.
  const plain = await all(db)<CountOf & { ending: number }>`
    select project_key, plan, state, count(*) as count, count(ending_id) as ending from invitation where request_id = ${requestId}
    group by project_key, plan, state order by project_key`;
  if (plain.every(({ ending }) => ending === 0)) return plain.map(({ ending, ...count }) => count);
  return await all(db)`
    select i.project_key, i.plan, i.state, count(*) as count from (
      select project_key, plan, ${stateToRead('invitation', 'how')} as state from invitation
      left join lateral ${howEnded('invitation')} how on true where request_id = ${requestId}) i
    group by i.project_key, i.plan, i.state order by i.project_key`;
}

/** An invitation with its requester, for an invite step. */
export type InvitationToCarryOut = InvitationRecord & {
  requesterId: string;
  tenantId: string;
  /** The review found that the tenant lets nobody invite. */
  nobodyMayInvite: boolean;
};

/** Reads invitations by their ids, in no order. */
export async function readInvitations(
  db: Db,
  ids: readonly number[],
): Promise<InvitationToCarryOut[]> {
  return await all(db)`
    select i.*, r.requester_id, r.tenant_id,
      coalesce(r.review->'warnings' @> '[{"code": "nobody may invite"}]', false) as nobody_may_invite
    from invitation i join request r on r.id = i.request_id
    where i.id = any(${ids}::bigint[])`;
}

/** The number of a request's last row. 0: it has no rows. */
export async function lastRow(db: Db, requestId: number): Promise<number> {
  const [row] = await column(db)<number>`
    select coalesce(max(row), 0) as row from invitation where request_id = ${requestId}`;
  return row ?? 0;
}
