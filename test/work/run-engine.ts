import type { TestContext } from 'node:test';
import { startEngine } from '../../src/work/engine/engine.ts';
import type { Loop } from '../../src/work/runtime/loop.ts';
import { makeApproved } from '../store/make-request.ts';
import { untilDone } from './pass-time.ts';
import type { Workshop, WorkshopDeps } from './workshop.ts';

/** One replica, stopped with the test: two loops. */
export const runEngine = (t: TestContext, deps: WorkshopDeps): Loop =>
  runLoop(t, deps, startEngine(deps), 2);

/** Something that sleeps where there is nothing to do, in so many loops; stopped with the test. */
export function runLoop(
  t: TestContext,
  { rest }: Pick<Workshop, 'rest'>,
  loop: Loop,
  loops = 1,
): Loop {
  rest.loops += loops;
  let isRunning = true;
  async function stop(): Promise<void> {
    if (isRunning) rest.loops -= loops;
    isRunning = false;
    await loop.stop();
  }
  t.after(stop);
  return { wake: loop.wake, stop };
}

/** A request that was approved, worked off by one replica. */
export async function workOff(
  t: TestContext,
  shop: Workshop,
  wish: Parameters<typeof makeApproved>[1],
): Promise<number> {
  const id = await makeApproved(shop.db, wish);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  return id;
}
