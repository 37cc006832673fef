import type { Plan } from '../plan.ts';
import type { ReasonCode } from '../reason.ts';
import type { GuestState, InvitationState } from '../states.ts';
import type { EndCause, RequestKind, RowKind } from '../step.ts';
import type { ResultStatus } from './result-columns.ts';

export type RowToTell = {
  hasProblems: boolean;
  skipped: boolean;
  /** Left out of an undo, because the partner has accepted. */
  stays: boolean;
  held: boolean;
  state: InvitationState | null;
  plan: Plan | null;
  guestState: GuestState | null;
  kind: RowKind | null;
  requestKind: RequestKind;
  cause: EndCause | null;
  /** True when the bot took something back or changed the account. */
  effect: boolean;
  /** True when this bot removed the account, and it is still gone or came back through another invitation. */
  removed: boolean;
};

/** The outcome of one row. `null`: the row is still under way. */
export function resultStatus(row: RowToTell): ResultStatus | null {
  if (row.hasProblems) return 'problem';
  if (row.stays) return 'kept';
  if (row.skipped) return 'skipped';
  switch (row.state) {
    case null:
    case 'skipped':
      return 'skipped';
    case 'rejected':
    case 'cancelled':
    case 'partly':
    case 'failed':
    case 'unknown':
      return row.state;
    case 'revoked':
    case 'expired':
      return row.removed ? 'removed' : row.state;
    case 'complete':
      return row.kind === 'invite' || row.kind === null || row.effect
        ? completeAs(row)
        : unchangedAs(row);
    case 'draft':
    case 'awaiting approval':
    case 'approved':
    case 'working':
      return row.held ? 'held' : null;
  }
}

/** Somebody to whom no mail went lost nothing that could stay. */
const unchangedAs = ({ kind }: RowToTell): ResultStatus => (kind === 'resend' ? 'skipped' : 'kept');

function completeAs(row: RowToTell): ResultStatus {
  switch (row.kind) {
    case 'end':
      return row.cause === 'due' ? 'expired' : 'revoked';
    case 'extend':
      return 'extended';
    case 'remove':
      return 'removed';
    case 'restore':
      return 'restored';
    case 'resend':
      return 'invited';
    case 'invite':
    case null:
      return invitedAs(row);
  }
}

function invitedAs({ removed, requestKind, guestState, plan }: RowToTell): ResultStatus {
  if (removed) return 'removed';
  // To extend access that was over, the bot invited anew.
  if (requestKind === 'extend') return 'extended';
  if (guestState === 'accepted') return 'accepted';
  return plan === 'invite' ? 'invited' : 'access given';
}

/** The outcome as people read it: a status, split where two different outcomes share it. */
export type ResultKind =
  | ResultStatus
  | 'timed out'
  | 'withdrawn'
  | 'kept since'
  | 'gone since'
  | 'accepted stays'
  | 'shortened';

/**
 * `timed out`: no owner decided, so none rejected. `withdrawn`: the requester withdrew the row, so nobody cancelled it.
 * `kept since`: the invitation is over, and the guest keeps all of the access. `gone since`: it is over, and
 * the access or the account was gone before. `accepted stays`: an undo takes nothing from a partner who has accepted.
 * `shortened`: the new end comes earlier.
 */
export function resultKind(
  status: ResultStatus,
  because: ReasonCode | undefined,
  moved: 'earlier' | 'later' = 'later',
): ResultKind {
  if (status === 'extended' && moved === 'earlier') return 'shortened';
  if (status === 'kept' && because === 'accepted since') return 'accepted stays';
  if (because === 'nothing taken') return 'kept since';
  if (because === 'gone before' && status !== 'removed') return 'gone since';
  if (status === 'rejected' && because === 'approval timed out') return 'timed out';
  if (status === 'cancelled' && because === 'withdrawn by requester') return 'withdrawn';
  return status;
}
