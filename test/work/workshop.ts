import type { TestContext } from 'node:test';
import type { Log } from '../../src/log.ts';
import type { Db } from '../../src/store/database.ts';
import type { Light } from '../../src/store/fast-database.ts';
import type { Queue } from '../../src/store/queue.ts';
import type { EngineDeps } from '../../src/work/engine/effects.ts';
import { createThroughGroup } from '../../src/work/granting/access-through-group.ts';
import { createLedger } from '../../src/work/ledger/ledger.ts';
import { createLag } from '../../src/work/ledger/replication-lag.ts';
import { gatherAcceptances } from '../../src/work/redemption/record-acceptance.ts';
import { gatherTakes } from '../../src/work/taking/decide-takes.ts';
import { applyAtlas, start } from '../store/make-request.ts';
import { queueAtUse, type TestDatabase, type TestServer } from '../store/start-database.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { type FakeDirectory, fakeDirectory } from './fake-directory.ts';

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };

/**
 * Counts the loops that rest. Until all loops rest, time passes by at most `leapMs`: it must not outrun replicas on a
 * slow machine. Then it may leap, so that minutes of patience need few turns.
 */
type Rest = { leapMs: number; sinceRest: number; loops: number; ending: number };
export type WorkshopDeps = EngineDeps & { rest: Rest };

export type Workshop = {
  light: Light;
  db: Db;
  queue: Queue;
  clock: FakeClock;
  log: Log;
  directory: FakeDirectory;
  pauses: { scope: string; seconds: number }[];
  rest: Rest;
  /** `graphNow`: Graph's own clock; without it, it goes with the bot's. */
  deps(worker: string, graphNow?: () => Date): WorkshopDeps;
};

export const patienceMs = 600_000;

/** The dependencies of one check of a guest, outside the loop. */
export const checkDeps = (shop: Workshop) => ({
  ...shop,
  ...shop.directory,
  patienceMs,
  recordAcceptance: gatherAcceptances({ ...shop, patienceMs }),
});

/** Opens a database with the project Atlas, a fake clock and a fake directory. */
export async function openWorkshop(
  t: TestContext,
  server: TestServer,
  { leapMs = 4_000 } = {},
): Promise<Workshop> {
  const database = await server.fresh(t);
  await applyAtlas(database.db);
  const clock = fakeClock(start);
  return workshopOn(t, database, { clock, directory: fakeDirectory(clock), leapMs });
}

/** The same on a database that somebody else has filled, in a tenant where something has happened before. */
export function workshopOn(
  t: TestContext,
  database: TestDatabase,
  { clock, directory, leapMs = 4_000 }: Pick<Workshop, 'clock' | 'directory'> & { leapMs?: number },
): Workshop {
  const queue = queueAtUse(t, database);
  const pauses: Workshop['pauses'] = [];
  const rest: Rest = { leapMs, sinceRest: 0, loops: 0, ending: 0 };
  const work = { db: database.db, queue, clock, log: quiet };
  return {
    ...work,
    light: database.light,
    directory,
    pauses,
    rest,
    deps(worker, graphNow = clock.now) {
      const lag = createLag();
      const ledger = createLedger({ ...work, lag, graphNow });
      return {
        ...work,
        ...directory,
        worker,
        patienceMs,
        operatorsGroup: undefined,
        peopleIn: async () => [],
        chance: () => 0.5,
        lag,
        graphNow,
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
        decideTake: gatherTakes({ ...work, patienceMs }),
        throughGroup: createThroughGroup({ ...work, ...directory }),
        pacer: {
          over: () => undefined,
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
