import type { TestContext } from 'node:test';
import { startEngine } from '../../src/work/engine/engine.ts';
import type { Loop } from '../../src/work/runtime/loop.ts';
import { applyRule, makeApproved, type ProjectRule } from '../store/make-request.ts';
import type { TestServer } from '../store/start-database.ts';
import { untilDone } from './pass-time.ts';
import { openWorkshop, type Workshop, type WorkshopDeps } from './workshop.ts';

/** Runs one replica in three loops. The test's end stops it. */
export const runEngine = (t: TestContext, deps: WorkshopDeps): Loop =>
  runLoop(t, deps, startEngine(deps), 3);

/** Counts a loop among the loops that must rest before time passes. The test's end stops it. */
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

/** Makes an approved request, and one replica does all its work. */
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

/** Opens a workshop in which one replica works. `rule`: what the project says, if it says more than usual. */
export async function openRunning(
  t: TestContext,
  server: TestServer,
  rule?: ProjectRule,
): Promise<Workshop> {
  const shop = await openWorkshop(t, server);
  if (rule !== undefined) await applyRule(shop.db, rule);
  runEngine(t, shop.deps('one'));
  return shop;
}
