import { lockApprovals, moveApproval } from '../../store/approvals/approvals.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { lockGuestsOf } from '../../store/guests/guests.ts';
import { record } from '../../store/history.ts';
import { moveInvitations } from '../../store/invitations/move-invitations.ts';
import { discardRequest, flagCancelled } from '../../store/requests/move-requests.ts';
import { lockRequest, type RequestRecord } from '../../store/requests/requests.ts';
import { adoptInvites } from '../../store/steps/adopt-invites.ts';
import { withdrawUnsent } from '../../store/steps/withdraw-steps.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import { endFinished } from '../ledger/end-finished.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { endsByDate } from './ends-by-date.ts';

export type Cancelled =
  | { kind: 'discarded' }
  /** The bot finishes the steps that began, and stops the rest. */
  | { kind: 'cancelled' }
  | { kind: 'nothing to cancel' }
  /** The bot ends what is due, and would begin it again at once. */
  | { kind: 'ends by date' }
  | { kind: 'not found' };

/** Discards a draft, or stops what has not begun of a confirmed request. */
export async function cancelRequest(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  who: Who & { rights: Pick<Rights, 'operator'> },
  requestId: number,
): Promise<Cancelled> {
  const now = deps.clock.now();
  const outcome = await inTransaction(deps.db, async (trx): Promise<Cancelled> => {
    const request = await lockRequest(trx, requestId);
    if (request?.tenantId !== who.tenantId) return { kind: 'not found' };
    // An owner of the project hears so, too. The caller has read that.
    if (endsByDate(request)) return { kind: 'ends by date' };
    if (!mayCancel(request, who)) return { kind: 'not found' };
    const ended = await end(trx, { requestId, personId: who.personId }, now);
    if (ended === 'nothing to cancel') return { kind: ended };
    await record(trx, { actor: who.personId, what: `request ${ended}`, requestId }, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    return { kind: ended };
  });
  deps.log.info('request cancel', { requestId, outcome: outcome.kind });
  if (outcome.kind === 'cancelled') await endFinished(deps);
  return outcome;
}

function mayCancel(
  request: RequestRecord,
  who: Who & { rights: Pick<Rights, 'operator'> },
): boolean {
  return request.requesterId === who.personId || who.rights.operator;
}

async function end(
  trx: Db,
  { requestId, personId }: { requestId: number; personId: string },
  now: Date,
): Promise<'discarded' | 'cancelled' | 'nothing to cancel'> {
  if (await discardRequest(trx, requestId, now)) return 'discarded';
  if (!(await flagCancelled(trx, requestId, personId, now))) return 'nothing to cancel';
  await withdrawApprovals(trx, requestId, now);
  await stopUnbegun(trx, requestId, now);
  return 'cancelled';
}

/**
 * Cancels the invitations that wait or were not sent. If other requests wait for the same guest, one of them invites.
 */
async function stopUnbegun(trx: Db, requestId: number, now: Date): Promise<void> {
  const stop = { requestId, to: 'cancelled', reason: { code: 'cancelled by requester' } } as const;
  const reason = { code: 'withdrawn by requester' } as const;
  await moveInvitations(trx, { ...stop, from: 'awaiting approval', reason }, now);
  await moveInvitations(trx, { ...stop, from: 'approved' }, now);
  await lockGuestsOf(trx, requestId);
  const unsent = await withdrawUnsent(trx, requestId, now);
  if (unsent.length > 0) await moveInvitations(trx, { ...stop, from: 'working', ids: unsent }, now);
  await adoptInvites(trx, requestId, now);
}

/**
 * Withdraws the open approvals. Runs before the invitations move, because an owner who decides now locks the approval
 * first, too.
 */
async function withdrawApprovals(trx: Db, requestId: number, now: Date): Promise<void> {
  for (const approval of await lockApprovals(trx, requestId)) {
    if (await moveApproval(trx, { id: approval.id }, 'withdrawn', now)) {
      const entry = { actor: 'guestlist', what: 'approval withdrawn', requestId } as const;
      await record(trx, { ...entry, approvalId: approval.id }, now);
      await redraw(trx, { kind: 'approval', id: approval.id }, now);
    }
  }
}
