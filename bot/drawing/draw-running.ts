import { stagesIn } from '../../src/guests/approval/stages.ts';
import { hasHandedOn } from '../../src/guests/approval/stand-in.ts';
import { isHeldByOperator } from '../../src/guests/held-by-hand.ts';
import { namedReason } from '../../src/guests/named-reason.ts';
import { timeLeft, windowSeconds } from '../../src/guests/times/time-left.ts';
import { askedPlaces } from '../../src/store/approvals/approval-rows.ts';
import { type ApprovalRecord, approvalsOf, votesOn } from '../../src/store/approvals/approvals.ts';
import { lostVoters } from '../../src/store/approvals/lost-voters.ts';
import { reassignmentsOf } from '../../src/store/approvals/reassignments.ts';
import { mayFollowUp } from '../../src/store/approvals/reminders.ts';
import { askedInStage } from '../../src/store/approvals/stages.ts';
import { insteadOn } from '../../src/store/approvals/stand-ins.ts';
import type { Db } from '../../src/store/database.ts';
import { type CountOf, countInvitations } from '../../src/store/invitations/invitations.ts';
import { countUndecided } from '../../src/store/invitations/undecided.ts';
import { readProject } from '../../src/store/projects.ts';
import { refusalsIn } from '../../src/store/requests/first-rows.ts';
import { namesForRequest } from '../../src/store/requests/known-names.ts';
import { endedSince, waitingIn } from '../../src/store/requests/progress.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { readBreaker } from '../../src/store/steps/breaker.ts';
import { callsIn, writesLeft } from '../../src/store/steps/writes-left.ts';
import type { Card } from '../cards/render-card.ts';
import { type RunningView, runningCard } from '../cards/running-card.ts';
import { type Say, say as speaker } from '../words/say.ts';
import { voterWords } from '../words/voter-words.ts';
import { byState, sourceOf, type ViewerNow } from './request-counts.ts';
import { undeliveredMails } from './undelivered-mails.ts';

/**
 * The pace is that of the last five minutes. Graph counts in windows of minutes, so in a shorter span a pause would
 * look like a standstill.
 */
const latelyMs = 300_000;
/** The window in which Graph counts writes. Work that used up the whole window at once does not go on at that pace. */
const writeSeconds = 150;
const mostRefusals = 3;

/** Draws the progress of a confirmed request, and what it waits for. */
export async function drawRunning(
  db: Db,
  request: RequestRecord,
  { language, timeZone, now }: ViewerNow,
): Promise<Card> {
  const counted = await countInvitations(db, request.id);
  const counts = byState(counted);
  const held = await heldOf(db, request);
  const left = (counts.approved ?? 0) + (counts.working ?? 0);
  const waiting = await waitingIn(db, request.id);
  const atLeast = waiting.pace > 0 ? writeSeconds : 0;
  const approvals = await openApprovals(db, { request, say: speaker(language) }, counted);
  return runningCard(
    {
      requestId: request.id,
      version: request.version,
      number: request.id,
      kind: request.kind,
      source: sourceOf(request),
      counts,
      undecided: await countUndecided(db, request.id),
      approvals,
      followUp: await followUpOf(db, request, approvals, now),
      waiting,
      onTrial: request.trialLeft !== null,
      left: held === undefined ? await leftOf(db, request.id, { left, now, atLeast }) : undefined,
      held,
      cancelling: request.cancelledAt !== null,
      mailsOver: await undeliveredMails(db, request),
      timeZone,
    },
    language,
  );
}

async function heldOf(db: Db, request: RequestRecord): Promise<RunningView['held']> {
  if (request.heldReason !== null) {
    const refusals = await refusalsIn(db, request.id, mostRefusals);
    const names = await namesForRequest(db, request.id);
    const because = refusals.map((reason) => namedReason(reason, names));
    const { heldReason: reason } = request;
    // A requester who lost the right to ask cannot let their own request go on, nor undo an operator's hold.
    const mayResume = reason.code !== 'requester lost right' && !isHeldByOperator(reason);
    return { reason, because, mayResume };
  }
  const { openSince, reason } = await readBreaker(db);
  if (openSince === null || reason === null) return undefined;
  return { reason, because: [], mayResume: true };
}

async function leftOf(
  db: Db,
  requestId: number,
  { left, now, atLeast }: { left: number; now: Date; atLeast: number },
) {
  const since = new Date(now.getTime() - latelyMs);
  const { ended, first } = await endedSince(db, requestId, since);
  const seconds = first === null ? 0 : (now.getTime() - first.getTime()) / 1000;
  if (timeLeft(left, { ended, seconds: 1 }) === undefined) return undefined;
  const writes = windowSeconds(
    await writesLeft(db, requestId),
    await callsIn(db, 'write', writeSeconds),
  );
  return timeLeft(left, { ended, seconds: Math.max(seconds, atLeast) }, writes);
}

async function openApprovals(
  db: Db,
  { request, say }: { request: RequestRecord; say: Say },
  counts: readonly CountOf[],
) {
  const approvals = (await approvalsOf(db, request.id)).filter(({ state }) => state === 'open');
  return await Promise.all(
    approvals.map(async ({ id, requestId, projectKey, rule, stage }) => ({
      project: (await readProject(db, projectKey))?.name ?? projectKey,
      count: counts
        .filter((c) => c.projectKey === projectKey && c.state === 'awaiting approval')
        .reduce((sum, c) => sum + c.count, 0),
      stage: rule.stages && { now: stage, of: stagesIn(rule) },
      ...(await askedOf(db, { id, requestId, rule, stage }, say)),
    })),
  );
}

/** The bot reminds people, not channels. */
async function followUpOf(
  db: Db,
  request: RequestRecord,
  approvals: RunningView['approvals'],
  now: Date,
): Promise<RunningView['followUp']> {
  const inPerson = approvals.some(({ asked, owners }) => asked === 'owners' && owners.length > 0);
  if (!inPerson || request.cancelledAt !== null) return undefined;
  return (await mayFollowUp(db, request.id, now)) ? 'offered' : 'done';
}

/** The people for whom it still waits: neither those who have voted, nor those whose vote counts no longer. */
async function askedOf(
  db: Db,
  {
    id: approvalId,
    requestId,
    rule,
    stage,
  }: Pick<ApprovalRecord, 'id' | 'requestId' | 'rule' | 'stage'>,
  say: Say,
) {
  const inStage = rule.stages && (await askedInStage(db, { id: approvalId, stage }));
  const places = await askedPlaces(db, approvalId);
  const asked = places.filter(
    ({ kind, key }) => kind === 'channel' || (inStage?.includes(key) ?? true),
  );
  const moves = await reassignmentsOf(db, approvalId);
  const waits = asked.filter(({ key }) => moves.every(({ fromId }) => fromId !== key));
  const standIns = await insteadOn(db, approvalId);
  const voted = new Set((await votesOn(db, approvalId)).map(({ ownerId }) => ownerId));
  const answered = [...voted, ...(await lostVoters(db, { requestId, approvalId }))];
  const owners = waits.flatMap(({ key, name }) => {
    const mine = standIns.filter(({ standInId }) => standInId === key);
    const standIn = mine.find(
      ({ endedAt, personId }) => endedAt === null && !hasHandedOn(moves, personId),
    );
    if (name === null || (mine.length > 0 && standIn === undefined)) return [];
    if (answered.includes(standIn?.personId ?? key)) return [];
    return voterWords({ name, instead: standIn?.personName }, say);
  });
  const inChannel = owners.length === 0 && asked.some(({ kind }) => kind === 'channel');
  const needed = Math.max(1, rule.approvers - voted.size);
  return { asked: inChannel ? ('channel' as const) : ('owners' as const), owners, needed };
}
