import { stagesIn } from '../../guests/approval/stages.ts';
import type { Reason } from '../../guests/reason.ts';
import { askedPlaces } from '../../store/approvals/approval-rows.ts';
import { type ApprovalRecord, moveApproval } from '../../store/approvals/approvals.ts';
import { askedInStage } from '../../store/approvals/stages.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { moveInvitations } from '../../store/invitations/move-invitations.ts';
import { readProject } from '../../store/projects.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import { tellOfRequest } from '../telling/tell-people.ts';

/**
 * Times out a locked approval: rejects the rows that still wait, and tells the requester and the asked owners. False
 * where the approval was over before.
 */
export async function timeOutApproval(
  trx: Db,
  approval: ApprovalRecord,
  now: Date,
): Promise<boolean> {
  const { id: approvalId, requestId, projectKey } = approval;
  if (!(await moveApproval(trx, { id: approvalId }, 'timed out', now))) return false;
  const rows = await moveInvitations(
    trx,
    {
      requestId,
      projectKey,
      from: 'awaiting approval',
      to: 'rejected',
      reason: { code: 'approval timed out' },
    },
    now,
  );
  const entry = { actor: 'guestlist', what: 'approval timed out', requestId, approvalId } as const;
  await record(trx, { ...entry, detail: { rows } }, now);
  await redraw(trx, { kind: 'approval', id: approvalId }, now);
  await redraw(trx, { kind: 'request', id: requestId }, now);
  await tell(trx, approval, rows, now);
  return true;
}

async function tell(trx: Db, approval: ApprovalRecord, rows: number, now: Date): Promise<void> {
  const { id: approvalId, requestId, projectKey } = approval;
  const request = await readRequest(trx, requestId);
  const project = (await readProject(trx, projectKey))?.name ?? projectKey;
  const values = { project, number: String(requestId), count: rows };
  if (request === undefined) return;
  const { tenantId, requesterId, kind } = request;
  const reason: Reason = approval.rule.stages
    ? {
        code: 'stage not decided',
        values: { ...values, stage: approval.stage, stages: stagesIn(approval.rule) },
      }
    : { code: kind === 'extend' ? 'nobody decided to extend' : 'nobody decided', values };
  const asked = await askedPlaces(trx, approvalId);
  // An owner who approved in a stage before did decide.
  const inStage = approval.rule.stages && (await askedInStage(trx, approval));
  // In a channel the card itself says that it timed out.
  const owners = asked.flatMap(({ kind, key }) =>
    kind === 'person' && (inStage?.includes(key) ?? true) ? [key] : [],
  );
  const people = [requesterId, ...owners];
  const to = { tenantId, requestId, about: 'approval', people } as const;
  await tellOfRequest(trx, to, { reason, subjectId: approvalId, topic: 'timed out' }, now);
}
