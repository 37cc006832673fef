import { watchApprovals } from './approval/approval-deadlines.ts';
import { type AskDeps, askApproval } from './approval/ask-owners.ts';
import { type EngineDeps, startEngine } from './engine/engine.ts';
import { type AskedSweepDeps, sweepAsked } from './redemption/catch-up-sweep.ts';
import { hearSilence } from './redemption/delta-silence.ts';
import { type LookingDeps, startLooking } from './redemption/guest-check-loop.ts';
import { type KeepSubscriptionDeps, keepSubscription } from './redemption/keep-subscription.ts';
import { type WatchElsewhereDeps, watchElsewhere } from './redemption/outside-guests.ts';
import { type WatchDeltaDeps, watchDelta } from './redemption/read-delta.ts';
import { type ReadAcceptedDeps, readAccepted } from './redemption/recheck-accepted.ts';
import { type SweepDeps, sweepPending } from './redemption/sweep-pending.ts';
import type { ReviewDeps } from './review/read-facts.ts';
import { startReviewing } from './review/review-loop.ts';
import type { WorkDeps } from './runtime/deps.ts';
import type { Loop } from './runtime/loop.ts';
import type { OperatorDeps } from './telling/audience.ts';
import { type DrawDeps, startDrawing } from './telling/card-loop.ts';
import { showProgress } from './telling/show-progress.ts';
import type { TellDeps } from './telling/tell.ts';
import { tellDaily } from './telling/tell-daily-summary.ts';
import { tellStopped } from './telling/tell-stopped.ts';
import { startTelling, type TellAlertsDeps } from './telling/telling-loop.ts';
import { type KeepHouseDeps, keepHouse } from './upkeep/clean-up.ts';

export type StartDeps = WorkDeps & {
  engine: EngineDeps;
  draw: DrawDeps;
  review: ReviewDeps & TellDeps;
  ask: AskDeps;
  look: LookingDeps;
  alert: TellAlertsDeps;
  stopped: TellDeps & OperatorDeps;
  sweep: SweepDeps;
  elsewhere: WatchElsewhereDeps;
  delta: WatchDeltaDeps & ReadAcceptedDeps & Pick<AskedSweepDeps, 'patienceMs'>;
  house: KeepHouseDeps;
  /** Absent without a public address: polling does the work then. */
  subscription: KeepSubscriptionDeps | undefined;
  /** The tenant served; nothing before the first activity in loopback mode. */
  tenant: () => Promise<string | undefined>;
  every: { pollMs: number; sweepMs: number };
};

/** How soon what is due of the subscription is done; how often it is read back is its own affair. */
const subscriptionSeconds = 3;
const houseSeconds = 15;
const approvalsSeconds = 5;
const dailySeconds = 15;
const progressSeconds = 10;

/** `look`: something was heard of guests. `wake`: anything may be due. */
export type Work = Loop & { look(): void };

/** A little less than was asked for: what a poll finds is also looked at and told within the interval. */
const secondsBetweenPolls = (pollMs: number) => pollMs / 1000 - Math.min(1, pollMs / 4000);

/** Starts everything that works by itself. Each loop and job may run on any number of replicas. */
export async function startWork(deps: StartDeps): Promise<Work> {
  const drawing = startDrawing(deps.draw);
  const telling = startTelling({ ...deps.alert, told: () => drawing.wake() });
  const looking = startLooking({ ...deps.look, accepted: () => telling.wake() });
  const reviewing = startReviewing(deps.review);
  const loops = [startEngine(deps.engine), drawing, telling, looking, reviewing];
  const wake = () => {
    for (const loop of loops) loop.wake();
  };
  await startJobs(deps, wake);
  await startSchedules(deps, () => looking.wake());
  return {
    wake,
    look: () => looking.wake(),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

async function startJobs(deps: StartDeps, wake: () => void): Promise<void> {
  const { queue } = deps;
  await queue.work('wake', async () => wake());
  await queue.work('ask-approval', async ({ approvalId }) => {
    await askApproval(deps.ask, approvalId);
    wake();
  });
  await queue.work('tell-held', async () => {
    const tenantId = await deps.tenant();
    if (tenantId !== undefined) await tellStopped(deps.stopped, tenantId);
    wake();
  });
}

/** `look`: somebody may have been heard of. */
async function startSchedules(deps: StartDeps, look: () => void): Promise<void> {
  const { queue, subscription } = deps;
  const forTenant = (run: (tenantId: string) => Promise<unknown>) => async () => {
    const tenantId = await deps.tenant();
    if (tenantId !== undefined) await run(tenantId);
  };
  const sweep = async (tenantId: string) => {
    const pages = await sweepPending(deps.sweep, tenantId);
    await watchElsewhere(deps.elsewhere, tenantId, 'sweep');
    return pages;
  };
  const delta = forTenant(async (tenantId) => {
    await watchDelta(deps.delta, tenantId);
    look();
    await sweepAsked({ ...deps.delta, sweep: async () => void (await sweep(tenantId)) });
    await readAccepted(deps.delta, tenantId);
    await watchElsewhere(deps.elsewhere, tenantId, 'news');
    const { every } = deps;
    await hearSilence({ ...deps.stopped, sweep: () => sweep(tenantId), every }, tenantId);
  });
  await queue.every('poll-redemptions', secondsBetweenPolls(deps.every.pollMs), delta);
  await queue.every('sweep-pending', deps.every.sweepMs / 1000, forTenant(sweep));
  await queue.every('watch-approvals', approvalsSeconds, () => watchApprovals(deps));
  await queue.every('show-progress', progressSeconds, () => showProgress(deps));
  await queue.every('tell-daily', dailySeconds, () => tellDaily(deps));
  await queue.every('keep-house', houseSeconds, () => keepHouse(deps.house));
  if (subscription === undefined) return;
  await queue.every('keep-subscription', subscriptionSeconds, async () => {
    if ((await keepSubscription(subscription)) === 'gap') await delta();
  });
}
