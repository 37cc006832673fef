import { outcomeOf } from '../../guests/approval/approval-rule.ts';
import { approvalTimes } from '../../guests/approval/approval-times.ts';
import { ruleAt, stagesIn } from '../../guests/approval/stages.ts';
import type { Reason } from '../../guests/reason.ts';
import {
  type ApprovalRecord,
  moveApproval,
  type VoteRecord,
  votesOn,
} from '../../store/approvals/approvals.ts';
import { askRights } from '../../store/approvals/rights-due.ts';
import { dropHandOvers, dropStandIns, raiseStage } from '../../store/approvals/stages.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import {
  type InvitationRecord,
  invitationsForApproval,
} from '../../store/invitations/invitations.ts';
import { moveInvitations } from '../../store/invitations/move-invitations.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/** How many rows a vote approved or rejected, and how many still wait. */
export type Applied = { approved: number; rejected: number; waiting: number };

/**
 * Applies the votes of a locked approval: approved rows may begin, rejected rows end. Where no row waits any more the
 * approval is decided. Before the last stage, rows that pass go on waiting, for the people whom the bot asks next.
 */
export async function applyVotes(
  deps: Pick<WorkDeps, 'queue'>,
  trx: Db,
  approval: ApprovalRecord,
  now: Date,
): Promise<Applied> {
  const { id: approvalId, requestId } = approval;
  const waiting = await waitingRows(trx, approvalId);
  const votes = await votesOn(trx, approvalId);
  const found = outcomes(approval, votes, waiting);
  const { rejected } = found;
  const hasNext = approval.stage < stagesIn(approval.rule);
  const approved = hasNext ? [] : found.approved;
  if (approved.length > 0) {
    const move = { requestId, from: 'awaiting approval', to: 'approved', ids: approved } as const;
    await moveInvitations(trx, move, now);
    await deps.queue.send(trx, 'wake', {});
  }
  for (const { reason, ids } of byReason(rejected, votes)) {
    const move = { requestId, from: 'awaiting approval', to: 'rejected', ids, reason } as const;
    await moveInvitations(trx, move, now);
  }
  const left = waiting.length - approved.length - rejected.length;
  if (left === 0) {
    const rightsDue = approved.length > 0;
    await moveApproval(trx, { id: approvalId, rightsDue }, 'decided', now);
    const entry = { actor: 'guestlist', what: 'approval decided', requestId, approvalId } as const;
    await record(trx, entry, now);
  } else if (approved.length > 0) {
    await askRights(trx, approvalId);
  } else if (hasNext && found.approved.length === left) {
    await askNext(deps, trx, approval, now);
  }
  await redraw(trx, { kind: 'approval', id: approvalId }, now);
  await redraw(trx, { kind: 'request', id: requestId }, now);
  return { approved: approved.length, rejected: rejected.length, waiting: left };
}

/** Asks the deciders of the next stage, because this one has passed. Once for each stage. */
async function askNext(
  deps: Pick<WorkDeps, 'queue'>,
  trx: Db,
  { id: approvalId, requestId, stage, rule }: ApprovalRecord,
  now: Date,
): Promise<void> {
  const { timesOutAt } = approvalTimes(ruleAt(rule, stage + 1), now);
  if (!(await raiseStage(trx, { id: approvalId, stage }, { timesOutAt }, now))) return;
  await dropHandOvers(trx, approvalId);
  await dropStandIns(trx, approvalId);
  const entry = { actor: 'guestlist', what: 'stage passed', requestId, approvalId } as const;
  await record(trx, { ...entry, detail: { stage, needed: rule.approvers } }, now);
  await deps.queue.send(trx, 'ask-approval', { approvalId });
}

/** The rows of an approval that still wait for votes. */
export async function waitingRows(trx: Db, approvalId: number): Promise<InvitationRecord[]> {
  const all = await invitationsForApproval(trx, approvalId);
  return all.filter(isWaiting);
}

/** The row still waits for votes: nobody has rejected it, and its access is not over. */
export const isWaiting = ({ state }: Pick<InvitationRecord, 'state'>): boolean =>
  state === 'awaiting approval';

function outcomes(
  approval: ApprovalRecord,
  votes: readonly VoteRecord[],
  waiting: readonly InvitationRecord[],
): { approved: number[]; rejected: number[] } {
  const outcome = outcomeOf(
    // The rule is the one of the moment at which the bot asked: an approval that it required then is required now.
    { ...approval.rule, required: true, autoApproveDomains: [] },
    votes.map((v) => ({ owner: v.ownerId, invitation: String(v.invitationId), yes: v.yes })),
    waiting.map(({ id, address }) => ({ id: String(id), domain: address.split('@')[1] ?? '' })),
  );
  const ids = (wanted: string) =>
    waiting.filter(({ id }) => outcome.get(String(id)) === wanted).map(({ id }) => id);
  return { approved: ids('approved'), rejected: ids('rejected') };
}

type RejectedRows = { reason: Reason; ids: number[] };

/** Groups rejected rows by owner and reason, so that each group moves in one statement. */
function byReason(rejected: readonly number[], votes: readonly VoteRecord[]): RejectedRows[] {
  const noes = new Map(
    votes
      .filter(({ yes }) => !yes)
      .toReversed()
      .map((no) => [no.invitationId, no] as const),
  );
  const groups = new Map<string, RejectedRows>();
  for (const id of rejected) {
    const no = noes.get(id);
    const values = {
      name: no?.castByName ?? no?.ownerName ?? '',
      reason: no?.reason ?? '',
      ...(no?.castByName ? { instead: no.ownerName } : {}),
    };
    const key = JSON.stringify(values);
    const reason: Reason = { code: 'rejected by owner', values };
    const group: RejectedRows = groups.get(key) ?? { reason, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
