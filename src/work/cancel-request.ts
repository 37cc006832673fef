import { approvalsOf, moveApproval } from '../store/approvals.ts';
import { inTransaction } from '../store/database.ts';
import { record } from '../store/history.ts';
import { moveInvitations } from '../store/invitations.ts';
import { discardRequest, flagCancelled, lockRequest } from '../store/requests.ts';
import { redraw } from '../store/shown-cards.ts';
import { adoptInvites, withdrawUnsent } from '../store/steps.ts';
import type { WorkDeps } from './deps.ts';
import type { Rights, Who } from './read-rights.ts';
import { endSettled } from './settle.ts';

export type Cancelled =
  | { kind: 'discarded' }
  /** What had begun is carried through; the rest is stopped. */
  | { kind: 'cancelled' }
  | { kind: 'nothing to cancel' }
  | { kind: 'not found' };

/** Ends a draft, or stops what has not begun of a confirmed request. */
export async function cancelRequest(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  who: Who & { rights: Pick<Rights, 'operator'> },
  requestId: number,
): Promise<Cancelled> {
  const now = deps.clock.now();
  const outcome = await inTransaction(deps.db, async (trx): Promise<Cancelled> => {
    const request = await lockRequest(trx, requestId);
    const mine = request?.requesterId === who.personId;
    if (
      request === undefined ||
      request.tenantId !== who.tenantId ||
      !(mine || who.rights.operator)
    ) {
      return { kind: 'not found' };
    }
    const by = { actor: who.personId, requestId };
    if (await discardRequest(trx, requestId, now)) {
      await record(trx, { ...by, what: 'request discarded' }, now);
      await redraw(trx, { kind: 'request', id: requestId }, now);
      return { kind: 'discarded' };
    }
    if (!(await flagCancelled(trx, requestId, who.personId, now)))
      return { kind: 'nothing to cancel' };
    const reason = { code: 'cancelled by requester' } as const;
    for (const from of ['awaiting approval', 'approved'] as const) {
      await moveInvitations(trx, { requestId, from, to: 'cancelled', reason }, now);
    }
    const unsent = await withdrawUnsent(trx, requestId, now);
    if (unsent.length > 0) {
      await moveInvitations(
        trx,
        { requestId, from: 'working', to: 'cancelled', ids: unsent, reason },
        now,
      );
    }
    await adoptInvites(trx, now);
    for (const approval of await approvalsOf(trx, requestId)) {
      if (await moveApproval(trx, approval.id, 'withdrawn', now)) {
        await redraw(trx, { kind: 'approval', id: approval.id }, now);
      }
    }
    await record(trx, { ...by, what: 'request cancelled' }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    return { kind: 'cancelled' };
  });
  deps.log.info('request cancel', { requestId, outcome: outcome.kind });
  if (outcome.kind === 'cancelled') await endSettled(deps);
  return outcome;
}
