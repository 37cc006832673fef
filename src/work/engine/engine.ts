import { GraphRefused, GraphUnavailable } from '../../graph/client/graph-faults.ts';
import { stopCodes } from '../../guests/stop-codes.ts';
import { putOffSteps } from '../../store/steps/postpone-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import { renewLeases, takeSteps } from '../../store/steps/take-steps.ts';
import { endFinished } from '../ledger/end-finished.ts';
import { tripBreaker } from '../ledger/trip-breaker.ts';
import { judgeFirstRows } from '../request/judge-first-rows.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import { retryDelay } from '../runtime/retry-delays.ts';
import { shareAnswers } from '../runtime/share-answers.ts';
import { startEndingsLoop } from '../taking/endings-loop.ts';
import { type EngineDeps, effects } from './effects.ts';
import { roomBeside } from './lanes.ts';
import { startInvitations } from './start-invitations.ts';
import { stepBatches } from './step-batches.ts';

const idleMs = 500;
/** Another worker takes over the steps of a dead one after so long. */
const leaseMs = 10_000;
const startedPerTurn = 100;
/** The engine itself ends at once what it settled. After so long it ends what a dead worker left settled. */
const endAllMs = 5_000;
/** Steps that run so close together share one reading of a group's people. Graph itself lags longer. */
const peopleSharedMs = 5_000;

/**
 * Runs the ledger: starts approved invitations, takes due steps, ends finished requests. Every replica may run one; the
 * rows say which steps are whose.
 */
export function startEngine(deps: EngineDeps): Loop {
  // Every change of an account asks who is an operator.
  const sharing = { ...deps, peopleIn: shareAnswers(deps.clock, deps.peopleIn, peopleSharedMs) };
  const leased = new Map<number, DueStep>();
  const underWay = new Set<Promise<void>>();
  let endAllAt = 0;
  /** How often in a row reading failed. */
  let failures = 0;

  function begin(set: readonly DueStep[]): void {
    for (const step of set) leased.set(step.id, step);
    const work = carryOut(set).finally(() => {
      for (const step of set) if (leased.get(step.id) === step) leased.delete(step.id);
      underWay.delete(work);
      loop.wake();
    });
    underWay.add(work);
  }

  async function carryOut(set: readonly DueStep[]): Promise<void> {
    const [first] = set;
    try {
      if (first !== undefined) await effects[first.kind].carryOut(sharing, set);
      failures = 0;
      await deps.ledger.end(set.map(({ guestId }) => guestId));
    } catch (error) {
      failures += 1;
      await putBack(deps, set, { error, failures });
    }
  }

  /** Ends what a dead worker settled, and invitations that have no steps. */
  async function endAll(now: Date): Promise<void> {
    const left = endAllAt - now.getTime();
    // More is left only where the clock was set back.
    if (left > 0 && left <= endAllMs) return;
    endAllAt = now.getTime() + endAllMs;
    await endFinished(deps);
  }

  const loop = startLoop(
    { ...deps, onError: (error) => deps.log.error('engine turn failed', { error }) },
    idleMs,
    async () => {
      await judgeFirstRows(deps);
      const started = await startInvitations(deps.db, startedPerTurn, deps.clock.now());
      if (started.length > 0) await endFinished(deps, started);
      const now = deps.clock.now();
      const worker = {
        name: deps.worker,
        room: roomBeside(leased.values()),
        leaseUntil: new Date(now.getTime() + leaseMs),
      };
      const steps = await takeSteps(deps.db, worker, now);
      for (const set of stepBatches(steps)) begin(set);
      await endAll(now);
      return started.length + steps.length > 0 ? 'more' : 'idle';
    },
  );

  const ends = startEndingsLoop(deps, () => loop.wake());

  const heart = startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('leases not renewed', { error }) },
    leaseMs / 4,
    async () => {
      const leaseUntil = new Date(deps.clock.now().getTime() + leaseMs);
      if (leased.size > 0) await renewLeases(deps.db, [...leased.values()], leaseUntil);
      return 'idle';
    },
  );

  return {
    wake() {
      loop.wake();
      ends.wake();
    },
    async stop() {
      await ends.stop();
      await loop.stop();
      await Promise.allSettled(underWay);
      await heart.stop();
    },
  };
}

/**
 * Puts steps back after Graph or the database failed. They return when Graph said so, otherwise after ever longer
 * pauses; at the latest when their lease ends.
 */
async function putBack(
  deps: EngineDeps,
  set: readonly DueStep[],
  { error, failures }: { error: unknown; failures: number },
): Promise<void> {
  deps.log.warn('steps put off', { kind: set[0]?.kind ?? '', steps: set.length, error });
  const stated = error instanceof GraphUnavailable && error.stated;
  const seconds = stated
    ? error.retryAfterSeconds
    : retryDelay(Math.min(6, failures), deps.chance());
  const later = new Date(deps.clock.now().getTime() + seconds * 1000);
  try {
    await putOffSteps(deps.db, set, later);
    if (error instanceof GraphRefused && stopCodes.includes(error.reason.code)) {
      await tripBreaker(deps, [], error.reason);
    }
  } catch (again) {
    deps.log.error('steps left to their lease', { steps: set.length, error: again });
  }
}
