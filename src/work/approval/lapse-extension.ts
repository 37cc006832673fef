import type { Reason } from '../../guests/reason.ts';
import { type ApprovalRecord, moveApproval } from '../../store/approvals/approvals.ts';
import { overRows } from '../../store/approvals/over-extensions.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { moveInvitations } from '../../store/invitations/move-invitations.ts';
import { readProject } from '../../store/projects.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import { tellOfRequest } from '../telling/tell-people.ts';
import { waitingRows } from './apply-votes.ts';

/**
 * Cancels the rows of a locked approval that ask for another end of access that is over by now: nobody can extend it
 * any more. Withdraws the approval where no other row waits. True where it cancelled rows.
 */
export async function lapseExtension(
  trx: Db,
  approval: ApprovalRecord,
  now: Date,
): Promise<boolean> {
  const { id: approvalId, requestId, projectKey } = approval;
  const over = await overRows(trx, approvalId, now);
  if (over.length === 0) return false;
  const project = (await readProject(trx, projectKey))?.name ?? projectKey;
  for (const { id, address } of over) {
    const reason: Reason = { code: 'access over already', values: { address, project } };
    const move = { requestId, from: 'awaiting approval', to: 'cancelled', ids: [id] } as const;
    await moveInvitations(trx, { ...move, reason }, now);
  }
  if ((await waitingRows(trx, approvalId)).length === 0) {
    await moveApproval(trx, { id: approvalId }, 'withdrawn', now);
    const entry = {
      actor: 'guestlist',
      what: 'approval withdrawn',
      requestId,
      approvalId,
    } as const;
    await record(trx, entry, now);
  }
  await redraw(trx, { kind: 'approval', id: approvalId }, now);
  await redraw(trx, { kind: 'request', id: requestId }, now);
  const values = { project, number: String(requestId), count: over.length };
  await tell(trx, approval, { code: 'extension over', values }, now);
  return true;
}

async function tell(trx: Db, approval: ApprovalRecord, reason: Reason, now: Date): Promise<void> {
  const { id: subjectId, requestId } = approval;
  const request = await readRequest(trx, requestId);
  if (request === undefined) return;
  const { tenantId, requesterId } = request;
  const to = { tenantId, requestId, about: 'approval', people: [requesterId] } as const;
  const topic = `extension over ${now.toISOString()}`;
  await tellOfRequest(trx, to, { reason, subjectId, topic }, now);
}
