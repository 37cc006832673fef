import { askedPlaces } from '../../src/store/approval-rows.ts';
import { approvalsOf } from '../../src/store/approvals.ts';
import { readBreaker } from '../../src/store/breaker.ts';
import type { Db } from '../../src/store/database.ts';
import { type CountOf, countInvitations } from '../../src/store/invitations.ts';
import { openSteps } from '../../src/store/open-steps.ts';
import { readProject } from '../../src/store/projects.ts';
import type { RequestRecord } from '../../src/store/requests.ts';
import type { Card } from '../cards/render-card.ts';
import { runningCard } from '../cards/running-card.ts';
import { byState, sourceOf, type Viewer } from './request-facts.ts';

/** How far a confirmed request is, and what it waits for. */
export async function drawRunning(db: Db, request: RequestRecord, viewer: Viewer): Promise<Card> {
  const counts = await countInvitations(db, request.id);
  const breaker = await readBreaker(db);
  const open = await openSteps(db, request.id);
  const heldReason = request.heldReason ?? (breaker.openSince === null ? null : breaker.reason);
  const waiting =
    open.due > 0 && open.waitingForReplication === open.due
      ? { for: 'replication' as const }
      : undefined;
  return runningCard(
    {
      requestId: request.id,
      version: request.version,
      number: request.id,
      source: sourceOf(request),
      counts: byState(counts),
      approvals: await openApprovals(db, request, counts),
      waiting,
      held: heldReason === null ? undefined : { reason: heldReason, mayResume: true },
      cancelling: request.cancelledAt !== null,
      timeZone: viewer.timeZone,
    },
    viewer.language,
  );
}

async function openApprovals(db: Db, request: RequestRecord, counts: readonly CountOf[]) {
  const approvals = (await approvalsOf(db, request.id)).filter(({ state }) => state === 'open');
  return await Promise.all(
    approvals.map(async ({ id, projectKey }) => ({
      project: (await readProject(db, projectKey))?.name ?? projectKey,
      count: counts
        .filter((c) => c.projectKey === projectKey && c.state === 'awaiting approval')
        .reduce((sum, c) => sum + c.count, 0),
      ...(await askedOf(db, id)),
    })),
  );
}

async function askedOf(db: Db, approvalId: number) {
  const asked = await askedPlaces(db, approvalId);
  const owners = asked.flatMap(({ name }) => name ?? []);
  const inChannel = owners.length === 0 && asked.some(({ kind }) => kind === 'channel');
  return { asked: inChannel ? ('channel' as const) : ('owners' as const), owners };
}
