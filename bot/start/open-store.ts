import type { Config } from '../../src/config.ts';
import type { Log } from '../../src/log.ts';
import { waitUntilAlone } from '../../src/store/beside-older.ts';
import { type Connections, endlessPatience } from '../../src/store/connection/connections.ts';
import { type HoldOn, holdOn } from '../../src/store/connection/hold-on.ts';
import { checkServer, unusable } from '../../src/store/connection/start-faults.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type Light, openLight } from '../../src/store/fast-database.ts';
import { compareMigrations, migrate } from '../../src/store/migrate.ts';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import { openQueue } from '../../src/store/queue.ts';
import { dropLeases } from '../../src/store/steps/take-steps.ts';
import type { Clock, WorkDeps } from '../../src/work/runtime/work-deps.ts';

/** The steps of a stop, the last opened first. */
export type Stops = (() => Promise<unknown> | unknown)[];

/** Together with the queue's own, few enough for four replicas on a server that allows a hundred. */
const connections = { work: 12, light: 5 };

type Opening = { config: Config; log: Log; clock: Clock; onLost: () => void };

export type Store = {
  work: WorkDeps;
  /** For what people wait for: which activities were seen, and how many messages went out. */
  light: Light;
  /** Both pools that a turn needs. */
  pools: readonly Pick<Connections, 'answers' | 'silentMs'>[];
  /** For steps of the start that need the database. */
  hold: HoldOn;
};

/**
 * Opens the database, migrates it and opens the queue. `worker` is the name under which this replica leases steps.
 * Where connections break meanwhile, it holds on, and so do later steps by `hold`.
 */
export async function openStore(start: Opening, worker: string, stops: Stops): Promise<Store> {
  const { config } = start;
  const connectionString = await openServer(start, stops);
  return await openIn(connectionString, start, { worker, stops }).catch((error: unknown) => {
    throw config.database.kind === 'server' ? unusable(error, connectionString) : error;
  });
}

async function openIn(
  connectionString: string,
  { config, log, clock }: Opening,
  { worker, stops }: { worker: string; stops: Stops },
): Promise<Store> {
  const onIdleError = (error: Error) => log.warn('database connection lost', { error });
  const hold = holdOn({
    url: connectionString,
    onAgain: (error) => log.warn('step of the start repeated', { error }),
    sleep: clock.sleep,
  });
  await hold(() => bringUpToDate(connectionString, { log, clock, onIdleError }));
  const { db, pool } = openDatabase({
    connectionString,
    maxConnections: connections.work,
    onIdleError,
  });
  stops.push(() => pool.end());
  const light = openLight({ connectionString, maxConnections: connections.light, onIdleError });
  stops.push(() => light.pool.end());
  const onError = (error: unknown) => log.warn('queue error', { error });
  const queue = await hold(() => openQueue({ connectionString, onError, hold }));
  stops.push(() => queue.stop());
  // One bot per folder: if steps are still leased there, the bot that leased them has died.
  if (config.database.kind === 'embedded') await dropLeases(db, worker);
  const pools = [pool, light.pool];
  return { work: { db, queue, clock, log }, light: light.light, pools, hold };
}

async function bringUpToDate(
  connectionString: string,
  { log, clock, onIdleError }: Pick<Opening, 'log' | 'clock'> & { onIdleError: (e: Error) => void },
) {
  const patience = endlessPatience;
  const { db, pool } = openDatabase({ connectionString, maxConnections: 2, patience, onIdleError });
  try {
    await waitUntilAlone(db, async () => (await compareMigrations(db)).pending, clock.sleep);
    const found = await migrate(db, clock.now());
    if (found === 'newer') log.warn('beside a newer version');
  } finally {
    await pool.end();
  }
}

async function openServer({ config, log, clock, onLost }: Opening, stops: Stops): Promise<string> {
  if (config.database.kind === 'server') {
    await checkServer(config.database.url, clock.sleep);
    return config.database.url;
  }
  const server = await openEmbedded(config.database.dataDir, {
    log,
    onLost(error) {
      // Without its server, or with another bot on its folder, this bot must not go on.
      log.error('embedded database lost', { error });
      onLost();
    },
  });
  stops.push(() => server.close());
  return server.connectionString;
}
