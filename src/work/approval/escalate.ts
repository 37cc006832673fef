import { type ApprovalRecord, markEscalated } from '../../store/approvals/approvals.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { tellOfRequest } from '../telling/tell-people.ts';

/** Asks the people whom the rule names beside the owners, and tells the requester. Once for each approval. */
export async function escalate(
  deps: Pick<WorkDeps, 'queue'>,
  trx: Db,
  { id: approvalId, requestId, projectKey, rule }: Omit<ApprovalRecord, 'state' | 'version'>,
  now: Date,
): Promise<void> {
  if (!(await markEscalated(trx, approvalId, now))) return;
  const entry = { actor: 'guestlist', what: 'approval escalated', requestId, approvalId } as const;
  await record(trx, { ...entry, detail: { people: rule.escalateTo.length } }, now);
  await deps.queue.send(trx, 'ask-approval', { approvalId });
  await redraw(trx, { kind: 'request', id: requestId }, now);
  const request = await readRequest(trx, requestId);
  const project = (await readProject(trx, projectKey))?.name ?? projectKey;
  if (request === undefined) return;
  const values = { project, number: String(requestId) };
  const reason = { code: 'approval escalated', values } as const;
  const { tenantId, requesterId } = request;
  const to = { tenantId, requestId, about: 'approval', people: [requesterId] } as const;
  await tellOfRequest(trx, to, { reason, subjectId: approvalId, topic: 'escalated' }, now);
}
