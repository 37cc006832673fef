import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Log } from '../../src/log.ts';
import type { Db } from '../../src/store/database.ts';
import type { Light } from '../../src/store/fast-database.ts';
import { invitationsOf } from '../../src/store/invitations/invitations.ts';
import type { Queue } from '../../src/store/queue.ts';
import { type EngineDeps, startEngine } from '../../src/work/engine/engine.ts';
import { createLedger } from '../../src/work/ledger/ledger.ts';
import { createLag } from '../../src/work/ledger/replication-lag.ts';
import { gatherAcceptances } from '../../src/work/redemption/record-acceptance.ts';
import type { Loop } from '../../src/work/runtime/loop.ts';
import { createThroughGroup } from '../../src/work/steps/access-through-group.ts';
import { applyAtlas, makeApproved, start, statesIn } from '../store/make-request.ts';
import { startQueue, type TestServer } from '../store/start-database.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { type FakeDirectory, fakeDirectory } from './fake-directory.ts';

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };

/**
 * What replicas are about beside the steps that they hold. Time must not run away from them on a slow machine, yet
 * patience of minutes should not take as many turns: it passes by `leapMs` at most until they rest.
 */
type Rest = { leapMs: number; sinceRest: number; loops: number; ending: number };
type WorkshopDeps = EngineDeps & { rest: Rest };

export type Workshop = {
  light: Light;
  db: Db;
  queue: Queue;
  clock: FakeClock;
  log: Log;
  directory: FakeDirectory;
  pauses: { scope: string; seconds: number }[];
  rest: Rest;
  deps(worker: string): WorkshopDeps;
};

export const patienceMs = 600_000;

/** For one look by itself, beside which others may learn at the same time. */
export const checkDeps = (shop: Workshop) => ({
  ...shop,
  ...shop.directory,
  patienceMs,
  learn: gatherAcceptances({ ...shop, patienceMs }),
});

/** A database with the project Atlas, a clock by hand and a directory by hand. */
export async function openWorkshop(
  t: TestContext,
  server: TestServer,
  { leapMs = 4_000 } = {},
): Promise<Workshop> {
  const database = await server.fresh(t);
  const queue = await startQueue(t, database);
  const clock = fakeClock(start);
  const directory = fakeDirectory(clock);
  const pauses: Workshop['pauses'] = [];
  const rest: Rest = { leapMs, sinceRest: 0, loops: 0, ending: 0 };
  await applyAtlas(database.db);
  const work = { db: database.db, queue, clock, log: quiet };
  return {
    ...work,
    light: database.light,
    directory,
    pauses,
    rest,
    deps(worker) {
      const lag = createLag();
      const ledger = createLedger({ ...work, lag });
      return {
        ...work,
        ...directory,
        worker,
        patienceMs,
        chance: () => 0.5,
        lag,
        rest,
        ledger: {
          ...ledger,
          async end(guestIds) {
            rest.ending += 1;
            await ledger.end(guestIds).finally(() => {
              rest.ending -= 1;
            });
          },
        },
        throughGroup: createThroughGroup({ ...work, ...directory }),
        pacer: {
          permit: () => Promise.resolve(true),
          heed: () => Promise.resolve(),
          pause: async (scope, seconds) => {
            pauses.push({ scope, seconds });
          },
        },
      };
    },
  };
}

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

/** Lets time pass while nobody has anything to do, until something is so; fails after six hours of that time. */
export async function until(
  shop: Workshop,
  isSo: () => boolean | Promise<boolean>,
  stepMs = 500,
): Promise<void> {
  const end = shop.clock.now().getTime() + 6 * 3600_000;
  while (!(await isSo())) {
    await pass(shop, stepMs);
    assert.ok(shop.clock.now().getTime() < end, 'it never came about');
  }
}

/** Lets so much time pass in which nothing is expected, so that it need not be looked at closely. */
export async function letPass(shop: Workshop, ms: number): Promise<void> {
  const end = shop.clock.now().getTime() + ms;
  while (shop.clock.now().getTime() <= end) await pass(shop, 10_000);
}

async function pass(shop: Workshop, ms: number): Promise<void> {
  if (mayPass(shop) && !(await isHeld(shop.db)) && mayPass(shop)) {
    shop.clock.advance(ms);
    shop.rest.sinceRest += ms;
  } else await setImmediate();
}

function mayPass({ clock, rest }: Workshop): boolean {
  const atRest = rest.ending === 0 && clock.asleep() >= rest.loops;
  if (atRest) rest.sinceRest = 0;
  return rest.sinceRest < rest.leapMs || atRest;
}

export async function untilDone(shop: Workshop, ...requestIds: readonly number[]): Promise<void> {
  await until(shop, async () => {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from request where id = any(${requestIds}::bigint[]) and state <> 'done'`.execute(
      shop.db,
    );
    return rows[0]?.open === 0;
  });
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

/** Until a request's invitations stand so, row by row. */
export async function untilStates(
  shop: Workshop,
  requestId: number,
  states: readonly string[],
): Promise<void> {
  await until(shop, async () => `${await statesIn(shop.db, requestId)}` === `${states}`);
}

async function isHeld(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 from step where lease_until is not null and state in ('due', 'intended', 'looking') limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** One column of every step, in the order in which they were written. */
export async function stepsOf(
  db: Db,
): Promise<{ kind: string; state: string; answer: string | null; invitationId: number }[]> {
  const { rows } = await sql<{
    kind: string;
    state: string;
    answer: string | null;
    invitationId: number;
  }>`select kind, state, answer, invitation_id from step order by id`.execute(db);
  return rows;
}

/** Why each row ended as it did, by row. */
export async function reasonsOf(shop: Workshop, requestId: number): Promise<(string | null)[]> {
  return (await invitationsOf(shop.db, requestId)).map(({ reason }) => reason?.code ?? null);
}

export const minutesSince = (from: Date, clock: FakeClock) =>
  (clock.now().getTime() - from.getTime()) / 60_000;
