import { type AskDeps, askApproval } from './ask-approval.ts';
import type { WorkDeps } from './deps.ts';
import { type DrawDeps, startDrawing } from './draw-cards.ts';
import type { CutShortDeps } from './drop-cut-short.ts';
import { type EngineDeps, startEngine } from './engine.ts';
import { type KeepHouseDeps, keepHouse } from './keep-house.ts';
import { type KeepSubscriptionDeps, keepSubscription } from './keep-subscription.ts';
import { type LookAtGuestDeps, lookAtGuest } from './look-at-guest.ts';
import type { Loop } from './loop.ts';
import { type PlaceAlertDeps, placeAlert } from './place-alert.ts';
import { startReviewing } from './review-due.ts';
import type { ReviewDeps } from './review-request.ts';
import { type SweepDeps, sweepPending } from './sweep-pending.ts';
import { type TellHeldDeps, tellHeld } from './tell-held.ts';
import { watchApprovals } from './watch-approvals.ts';
import { type WatchDeltaDeps, watchDelta } from './watch-delta.ts';

export type StartDeps = WorkDeps & {
  engine: EngineDeps;
  draw: DrawDeps;
  review: ReviewDeps & CutShortDeps;
  ask: AskDeps;
  look: LookAtGuestDeps;
  alert: PlaceAlertDeps;
  held: TellHeldDeps;
  sweep: SweepDeps;
  delta: Omit<WatchDeltaDeps, 'sweep'>;
  house: KeepHouseDeps;
  /** Absent without a public address: polling does the work then. */
  subscription: KeepSubscriptionDeps | undefined;
  /** The tenant served; nothing before the first activity in loopback mode. */
  tenant: () => Promise<string | undefined>;
  every: { pollMs: number; sweepMs: number };
};

const subscriptionSeconds = 120;
const houseSeconds = 60;
const approvalsSeconds = 5;

/** Starts everything that works by itself. Each loop and job may run on any number of replicas. */
export async function startWork(deps: StartDeps): Promise<Loop> {
  const loops = [startEngine(deps.engine), startDrawing(deps.draw), startReviewing(deps.review)];
  const wake = () => {
    for (const loop of loops) loop.wake();
  };
  await startJobs(deps, wake);
  await startSchedules(deps);
  return {
    wake,
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
  await queue.work('place-alert', async ({ alertId }) => {
    await placeAlert(deps.alert, alertId);
    wake();
  });
  await queue.work('look-at-guest', async ({ objectId }) => {
    const tenantId = await deps.tenant();
    if (tenantId !== undefined) await lookAtGuest(deps.look, tenantId, objectId);
  });
  await queue.work('tell-held', async () => {
    const tenantId = await deps.tenant();
    if (tenantId !== undefined) await tellHeld(deps.held, tenantId);
    wake();
  });
}

async function startSchedules(deps: StartDeps): Promise<void> {
  const { queue, subscription } = deps;
  const forTenant = (run: (tenantId: string) => Promise<void>) => async () => {
    const tenantId = await deps.tenant();
    if (tenantId !== undefined) await run(tenantId);
  };
  const sweep = (tenantId: string) => sweepPending(deps.sweep, tenantId);
  const delta = forTenant((tenantId) =>
    watchDelta({ ...deps.delta, sweep: () => sweep(tenantId) }, tenantId),
  );
  await queue.every('poll-redemptions', deps.every.pollMs / 1000, delta);
  await queue.every('sweep-pending', deps.every.sweepMs / 1000, forTenant(sweep));
  await queue.every('watch-approvals', approvalsSeconds, () => watchApprovals(deps));
  await queue.every('keep-house', houseSeconds, () => keepHouse(deps.house));
  if (subscription === undefined) return;
  await queue.every('keep-subscription', subscriptionSeconds, async () => {
    // Whatever changed while there was none was not told.
    if ((await keepSubscription(subscription)) === 'made') await delta();
  });
}
