import type { Plan } from '../plan.ts';
import type { ReasonCode } from '../reason.ts';
import type { GuestState, InvitationState } from '../states.ts';
import type { ResultStatus } from './result-columns.ts';

/** What became of one row. `null`: it is still under way. */
export function resultStatus(row: {
  hasProblems: boolean;
  skipped: boolean;
  held: boolean;
  state: InvitationState | null;
  plan: Plan | null;
  guestState: GuestState | null;
}): ResultStatus | null {
  if (row.hasProblems) return 'problem';
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
    case 'complete':
    case 'revoked':
    case 'expired':
      if (row.guestState === 'accepted') return 'accepted';
      return row.plan === 'invite' ? 'invited' : 'access given';
    case 'draft':
    case 'awaiting approval':
    case 'approved':
    case 'working':
      return row.held ? 'held' : null;
  }
}

/** What people read of an outcome: a status, told apart where two things that nobody should mix up share it. */
export type ResultKind = ResultStatus | 'timed out' | 'withdrawn';

/** A row that no owner decided on was not rejected by one, and one that was withdrawn before was not cancelled later. */
export function resultKind(status: ResultStatus, because: ReasonCode | undefined): ResultKind {
  if (status === 'rejected' && because === 'approval timed out') return 'timed out';
  if (status === 'cancelled' && because === 'withdrawn by requester') return 'withdrawn';
  return status;
}
