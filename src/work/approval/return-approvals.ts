import { lockApproval } from '../../store/approvals/approvals.ts';
import { approvalsHandedTo, returnReassigned } from '../../store/approvals/reassignments.ts';
import { insteadOn } from '../../store/approvals/stand-ins.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { bringCard } from '../../store/telling/bring-card.ts';
import { findPlace } from '../../store/telling/places.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

/**
 * Gives approvals back to the owners who handed them to somebody who may no longer decide. The card comes to the end of
 * the owners' chats again, and of their stand-ins' chats. `still`: the approvals that this person still decides, by
 * `decidersKey`. May run twice.
 */
export async function returnApprovals(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  toId: string,
  still: readonly string[] = [],
): Promise<void> {
  for (const approvalId of await approvalsHandedTo(deps.db, toId)) {
    const count = await inTransaction(deps.db, (trx) =>
      giveBack(trx, { approvalId, toId, still }, deps.clock.now()),
    );
    if (count > 0) deps.log.info('approval returned', { approvalId, count });
  }
}

type Handed = { approvalId: number; toId: string; still: readonly string[] };

/** Returns how many owners have it again. */
async function giveBack(trx: Db, { approvalId, toId, still }: Handed, now: Date): Promise<number> {
  const approval = await lockApproval(trx, approvalId);
  const request = approval && (await readRequest(trx, approval.requestId));
  if (approval?.state !== 'open' || request === undefined) return 0;
  if (still.includes(approval.decidersKey)) return 0;
  const { requestId } = approval;
  const back = await returnReassigned(trx, approvalId, toId);
  const entry = { actor: 'guestlist', what: 'approval returned', requestId, approvalId } as const;
  for (const fromId of back) {
    await record(trx, { ...entry, detail: { person: fromId } }, now);
    for (const personId of [fromId, ...(await standingInFor(trx, { approvalId, fromId }, now))]) {
      const place = await findPlace(trx, request.tenantId, 'person', personId);
      if (place) await bringCard(trx, { approvalId, placeId: place.id, list: 'first' }, now);
    }
  }
  await redraw(trx, { kind: 'approval', id: approvalId }, now);
  await redraw(trx, { kind: 'request', id: requestId }, now);
  return back.length;
}

/** The stand-ins who have the card for this owner, and still stand in. */
async function standingInFor(
  trx: Db,
  { approvalId, fromId }: { approvalId: number; fromId: string },
  now: Date,
): Promise<string[]> {
  const standIns = await insteadOn(trx, approvalId);
  return standIns.flatMap(({ personId, standInId, endedAt, endsAt }) =>
    personId === fromId && endedAt === null && endsAt > now ? [standInId] : [],
  );
}
