import { applyDeadlines } from './approval/apply-deadlines.ts';
import { type AskOwnersDeps, askOwners } from './approval/ask-owners.ts';
import { type BringBackDeps, bringBack } from './approval/bring-back.ts';
import { type RemindDeps, remindOwners } from './approval/remind-owners.ts';
import { type LookAtCredentialsDeps, lookAtCredentials } from './doctor/daily-credential-look.ts';
import { beginDueEnds } from './ending/begin-due-ends.ts';
import { startEndingReviews } from './ending/ending-review-loop.ts';
import { makeNotices } from './ending/make-end-notices.ts';
import type { ReviewEndingDeps } from './ending/review-ending-deps.ts';
import { takeLeftovers } from './ending/take-leftovers.ts';
import { type TellNoticesDeps, tellNotices } from './ending/tell-end-notices.ts';
import { type TellEndedDeps, tellEnded } from './ending/tell-ended.ts';
import { tellRemoved } from './ending/tell-removed.ts';
import type { EngineDeps } from './engine/effects.ts';
import { startEngine } from './engine/engine.ts';
import { type LeaverDeps, watchLeavers } from './leavers/watch-leavers.ts';
import { type TellGiveUpDeps, tellGiveUps } from './mailing/ask-to-give-up.ts';
import { lookAtPending } from './mailing/look-at-pending.ts';
import { tellHeldReminders } from './mailing/tell-held-reminders.ts';
import { type CatchUpDeps, catchUpSweep } from './redemption/catch-up-sweep.ts';
import { coverSilence } from './redemption/delta-silence.ts';
import { type FollowDeltaDeps, followDelta } from './redemption/follow-delta.ts';
import { type GuestChecksDeps, startGuestChecks } from './redemption/guest-check-loop.ts';
import { type KeepSubscriptionDeps, keepSubscription } from './redemption/keep-subscription.ts';
import { type OutsideGuestsDeps, watchOutsideGuests } from './redemption/outside-guests.ts';
import { type RecheckAcceptedDeps, recheckAccepted } from './redemption/recheck-accepted.ts';
import { type SweepDeps, sweepPending } from './redemption/sweep-pending.ts';
import { type CheckRequestersDeps, startRequesterChecks } from './request/recheck-rights.ts';
import { type ReviewLoopDeps, startReviewLoop } from './review/review-loop.ts';
import type { Loop } from './runtime/loop.ts';
import { wakeDueWork } from './runtime/wake-due-work.ts';
import type { WorkDeps } from './runtime/work-deps.ts';
import type { OperatorDeps } from './telling/audience.ts';
import { type DrawDeps, startCardLoop } from './telling/card-loop.ts';
import { showProgress } from './telling/show-progress.ts';
import { tellDailySummary } from './telling/tell-daily-summary.ts';
import { tellHeldByHand } from './telling/tell-held-by-hand.ts';
import { tellStopped } from './telling/tell-stopped.ts';
import { startTellingLoop, type TellingLoopDeps } from './telling/telling-loop.ts';
import { type CleanUpDeps, cleanUp } from './upkeep/clean-up.ts';
import { startTableCounts } from './upkeep/count-tables.ts';

export type StartDeps = WorkDeps & {
  engine: EngineDeps;
  requesters: Omit<CheckRequestersDeps, 'cleared'>;
  draw: DrawDeps;
  review: ReviewLoopDeps;
  ask: AskOwnersDeps;
  owners: BringBackDeps & RemindDeps;
  leavers: LeaverDeps;
  guestChecks: GuestChecksDeps;
  alert: TellingLoopDeps;
  stopped: TellGiveUpDeps & OperatorDeps;
  ends: LookAtCredentialsDeps;
  sweep: SweepDeps;
  outside: OutsideGuestsDeps;
  delta: FollowDeltaDeps & RecheckAcceptedDeps & Pick<CatchUpDeps, 'patienceMs'>;
  cleanUp: CleanUpDeps;
  endings: ReviewEndingDeps & TellNoticesDeps & TellEndedDeps;
  /** Absent without a public address; the bot polls then. */
  subscription: KeepSubscriptionDeps | undefined;
  /** The tenant that the bot serves. Undefined in loopback mode before the first activity. */
  tenant: () => Promise<string | undefined>;
  every: { pollMs: number; sweepMs: number };
};

/** Every how many seconds each job asks whether something is due. */
const seconds = {
  subscription: 3,
  cleanUp: 15,
  approvals: 5,
  dailySummary: 15,
  progress: 10,
  endings: 5,
  reminders: 300,
};

/** `checkGuests`: Graph named guests to check. `wake`: anything may be due. */
export type Work = Loop & { checkGuests(): void };

/** A little less than the poll interval, so that the bot checks and tells within it what a poll finds. */
const secondsBetweenPolls = (pollMs: number) => pollMs / 1000 - Math.min(1, pollMs / 4000);

/** Starts all loops and jobs. Each may run on any number of replicas. Where it throws, it has stopped them again. */
export async function startWork(deps: StartDeps): Promise<Work> {
  const drawing = startCardLoop(deps.draw);
  const telling = startTellingLoop({ ...deps.alert, told: () => drawing.wake() });
  const guestChecks = startGuestChecks({ ...deps.guestChecks, accepted: () => telling.wake() });
  const reviewing = startReviewLoop(deps.review);
  const endings = startEndingReviews(deps.endings);
  const engine = startEngine(deps.engine);
  const requesters = startRequesterChecks({ ...deps.requesters, cleared: () => engine.wake() });
  const counts = startTableCounts(deps);
  const loops = [engine, requesters, drawing, telling, guestChecks, reviewing, endings];
  const look = wakeDueWork(deps, {
    steps: [engine, counts],
    rights: [requesters],
    cards: [drawing],
    telling: [telling],
    guestChecks: [guestChecks],
    reviews: [reviewing, endings, counts],
  });
  const wake = () => {
    for (const loop of loops) loop.wake();
  };
  const stop = async () => {
    await Promise.all([look, counts, ...loops].map((loop) => loop.stop()));
  };
  try {
    await startJobs(deps, wake);
    await startSchedules(deps, () => guestChecks.wake());
  } catch (error) {
    await stop();
    throw error;
  }
  return { wake, checkGuests: () => guestChecks.wake(), stop };
}

async function startJobs(deps: StartDeps, wake: () => void): Promise<void> {
  const { queue } = deps;
  await queue.work('wake', async () => wake());
  await queue.work('ask-approval', async ({ approvalId }) => {
    await askOwners(deps.ask, approvalId);
    wake();
  });
  await queue.work('tell-held', async () => {
    const tenantId = await deps.tenant();
    if (tenantId === undefined) return;
    await tellStopped(deps.stopped, tenantId);
    await tellHeldByHand(deps.stopped, tenantId);
    wake();
  });
}

/** Starts the jobs that run every so often. `checkSoon`: there may be guests to check. */
async function startSchedules(deps: StartDeps, checkSoon: () => void): Promise<void> {
  const { queue, subscription } = deps;
  const forTenant = (run: (tenantId: string) => Promise<unknown>) => async () => {
    const tenantId = await deps.tenant();
    if (tenantId !== undefined) await run(tenantId);
  };
  const sweep = async (tenantId: string) => {
    const pages = await sweepPending(deps.sweep, tenantId);
    await watchOutsideGuests(deps.outside, tenantId, 'sweep');
    return pages;
  };
  const delta = forTenant(async (tenantId) => {
    await followDelta(deps.delta, tenantId);
    checkSoon();
    await catchUpSweep({ ...deps.delta, sweep: async () => void (await sweep(tenantId)) });
    await recheckAccepted(deps.delta, tenantId);
    await watchOutsideGuests(deps.outside, tenantId, 'news');
    const { every } = deps;
    await coverSilence({ ...deps.stopped, sweep: () => sweep(tenantId), every }, tenantId);
  });
  await queue.every('poll-redemptions', secondsBetweenPolls(deps.every.pollMs), delta);
  await queue.every('sweep-pending', deps.every.sweepMs / 1000, forTenant(sweep));
  await queue.every('watch-approvals', seconds.approvals, async () => {
    await applyDeadlines(deps);
    await bringBack(deps.owners);
    await remindOwners(deps.owners);
    await watchLeavers(deps.leavers);
  });
  await queue.every('show-progress', seconds.progress, () => showProgress(deps));
  const warn = forTenant((tenantId) => lookAtCredentials(deps.ends, tenantId));
  await queue.every('tell-daily', seconds.dailySummary, async () => {
    await tellDailySummary(deps);
    await warn();
  });
  await queue.every('endings', seconds.endings, async () => {
    await beginDueEnds(deps);
    await takeLeftovers(deps);
    await makeNotices(deps);
    await tellNotices(deps.endings);
    await tellEnded(deps.endings);
    await tellRemoved(deps.stopped);
  });
  const remindPartners = forTenant(async (tenantId) => {
    await lookAtPending(deps, tenantId);
    await tellHeldReminders(deps.stopped, tenantId);
    await tellGiveUps(deps.stopped, tenantId);
  });
  await queue.every('remind-partners', seconds.reminders, remindPartners);
  await queue.every('keep-house', seconds.cleanUp, () => cleanUp(deps.cleanUp));
  if (subscription === undefined) return;
  await queue.every('keep-subscription', seconds.subscription, async () => {
    if ((await keepSubscription(subscription)) === 'gap') await delta();
  });
}
