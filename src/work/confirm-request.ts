import { insertApproval } from '../store/approvals.ts';
import { type Db, inTransaction } from '../store/database.ts';
import { record } from '../store/history.ts';
import { countInvitations, moveInvitations } from '../store/invitations.ts';
import { readProject } from '../store/projects.ts';
import { countRows } from '../store/request-rows.ts';
import {
  confirmRequest as confirmRow,
  lockRequest,
  type RequestRecord,
} from '../store/requests.ts';
import { redraw } from '../store/shown-cards.ts';
import type { WorkDeps } from './deps.ts';
import type { Who } from './read-rights.ts';

export type Confirmed =
  | { kind: 'confirmed' }
  | { kind: 'not found' }
  /** It was confirmed or ended before: the card of now says how. */
  | { kind: 'moved on' }
  /** Another version than the one shown. */
  | { kind: 'changed' }
  | { kind: 'rows wrong' }
  | { kind: 'nobody to invite' };

/**
 * The requester says yes, once, to exactly the version that was shown. Approvals are asked for, or work begins, in the
 * same transaction.
 */
export async function confirmRequest(
  deps: Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>,
  who: Who,
  click: { requestId: number; version: number; onlyValid: boolean },
): Promise<Confirmed> {
  const now = deps.clock.now();
  const outcome = await inTransaction(deps.db, async (trx): Promise<Confirmed> => {
    const request = await lockRequest(trx, click.requestId);
    const refusal = await refuse(trx, request, who, click);
    if (refusal !== undefined) return refusal;
    if (!(await confirmRow(trx, { id: click.requestId, ...click }, now)))
      return { kind: 'changed' };
    await release(deps, trx, click, now);
    await record(
      trx,
      {
        actor: who.personId,
        what: 'request confirmed',
        requestId: click.requestId,
        detail: { version: click.version },
      },
      now,
    );
    await redraw(trx, { kind: 'request', id: click.requestId }, now);
    await deps.queue.send(trx, 'wake', {});
    return { kind: 'confirmed' };
  });
  deps.log.info('request confirm', { requestId: click.requestId, outcome: outcome.kind });
  return outcome;
}

async function refuse(
  trx: Db,
  request: RequestRecord | undefined,
  who: Who,
  click: { requestId: number; version: number; onlyValid: boolean },
): Promise<Confirmed | undefined> {
  if (
    request === undefined ||
    request.tenantId !== who.tenantId ||
    request.requesterId !== who.personId
  ) {
    return { kind: 'not found' };
  }
  if (request.state !== 'draft') return { kind: 'moved on' };
  if (request.version !== click.version) return { kind: 'changed' };
  const rows = await countRows(trx, click.requestId);
  if (rows.problems > 0 && !click.onlyValid) return { kind: 'rows wrong' };
  const invitations = await countInvitations(trx, click.requestId);
  if (invitations.length === 0) return { kind: 'nobody to invite' };
  return undefined;
}

/** One approval per project that wants one; the other projects' invitations may begin. */
async function release(
  deps: Pick<WorkDeps, 'queue'>,
  trx: Db,
  click: { requestId: number; version: number },
  now: Date,
): Promise<void> {
  const { requestId, version } = click;
  const counts = await countInvitations(trx, requestId);
  for (const projectKey of new Set(counts.map((count) => count.projectKey))) {
    const rule = (await readProject(trx, projectKey))?.approval;
    if (rule !== undefined && !rule.required) {
      await moveInvitations(trx, { requestId, projectKey, from: 'draft', to: 'approved' }, now);
      continue;
    }
    if (rule === undefined) continue;
    const approvalId = await insertApproval(trx, { requestId, projectKey, version, rule }, now);
    await moveInvitations(
      trx,
      { requestId, projectKey, from: 'draft', to: 'awaiting approval', approvalId },
      now,
    );
    await deps.queue.send(trx, 'ask-approval', { approvalId });
  }
}
