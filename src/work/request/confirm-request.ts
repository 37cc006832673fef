import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { countInvitations } from '../../store/invitations/invitations.ts';
import { readProject } from '../../store/projects.ts';
import { markConfirmed } from '../../store/requests/move-requests.ts';
import { askReview } from '../../store/requests/request-reviews.ts';
import { countRows } from '../../store/requests/request-rows.ts';
import { lockRequest, type RequestRecord } from '../../store/requests/requests.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { changedSince } from './changed-since.ts';
import type { ConfirmClick, Confirmed } from './confirm-outcome.ts';
import { fixEnds } from './fix-ends.ts';
import { refuseEnding, routeEndings } from './route-endings.ts';
import { routeInvitations } from './route-invitations.ts';

/**
 * Confirms exactly the version that the requester saw, once. Asks for approvals, or starts the work, in the same
 * transaction. For every kind but an invitation the caller passes the rights that it read at the click.
 */
export async function confirmRequest(
  deps: WorkDeps,
  who: Who,
  click: ConfirmClick,
): Promise<Confirmed> {
  const now = deps.clock.now();
  const outcome = await inTransaction(deps.db, async (trx): Promise<Confirmed> => {
    const request = await lockRequest(trx, click.requestId);
    const refusal = await refuse(trx, request, who, click);
    if (refusal !== undefined || request === undefined) return refusal ?? { kind: 'not found' };
    if (await isReviewedAgain(trx, request, now)) return { kind: 'changed since' };
    if (!(await markConfirmed(trx, { id: click.requestId, ...click }, now)))
      return { kind: 'changed' };
    await route(deps, trx, { request, who, click }, now);
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

type Confirming = { request: RequestRecord; who: Who; click: ConfirmClick };
type Deps = Pick<WorkDeps, 'queue'>;

async function route(deps: Deps, trx: Db, confirming: Confirming, now: Date): Promise<void> {
  const { request, who, click } = confirming;
  if (request.kind !== 'invite') {
    return await routeEndings(deps, trx, { request, ...click }, now);
  }
  await fixEnds(trx, request, now);
  await routeInvitations(deps, trx, { ...click, tenantId: who.tenantId }, now);
}

/** Asks for another review of an end whose review no longer holds. True where it did. */
async function isReviewedAgain(trx: Db, request: RequestRecord, now: Date): Promise<boolean> {
  if (request.kind === 'invite') return false;
  const since = await changedSince(trx, request);
  if (since.length === 0) return false;
  const { id, version } = request;
  await askReview(trx, { id, version, choice: { ...request.choice, since } }, now);
  return true;
}

async function refuse(
  trx: Db,
  request: RequestRecord | undefined,
  who: Who,
  click: ConfirmClick,
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
  if (request.kind !== 'invite') return await refuseEnding(trx, request, click);
  const keys = new Set(invitations.map(({ projectKey }) => projectKey));
  const projects = await Promise.all([...keys].map((key) => readProject(trx, key)));
  const wantsReason = projects.some((p) => p?.approval.required && p.approval.requireReason);
  return wantsReason && !click.reason ? { kind: 'reason missing' } : undefined;
}
