import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import {
  AnswerLost,
  DatabaseAway,
  endsConnection,
  isReadOnly,
  mayPass,
  readOnlyServer,
} from './database-lost.ts';
import { createPulse, type Pulse } from './pulse.ts';
import { type ConnectionInUse, cut, inTime, useConnection } from './use-connection.ts';

/** How long the server lets a statement run. */
export type Patience = {
  /** Server: how long a statement may take, and how much of that it may wait for a lock. 0: for ever. */
  statementMs: number;
  lockMs: number;
};

/** For work that no person waits for. */
const usualPatience: Patience = { statementMs: 15_000, lockMs: 10_000 };
/** For what a person waits for. */
export const shortPatience: Patience = { statementMs: 4_000, lockMs: 3_000 };
/** For migrations: they rewrite whole tables, and wait for one another. */
export const endlessPatience: Patience = { statementMs: 0, lockMs: 0 };

export type Connections = {
  /**
   * Gives a connection that answered a moment ago. While the database is away it goes on trying for a while. Throws
   * DatabaseAway, or at once for a fault that waiting does not mend.
   */
  connect(): Promise<ConnectionInUse>;
  /** Resolves true where the database answers within so many milliseconds. */
  answers(withinMs: number): Promise<boolean>;
  /** For how many milliseconds callers have had no answer at all; 0 while they get answers. */
  silentMs(): number;
  /** kysely looks into them for a way to cancel statements, which the bot does not use. */
  options: object;
  end(): Promise<void>;
};

/** Where the database is, and how its connections behave. */
export type ConnectionOptions = {
  connectionString: string;
  max: number;
  patience?: Patience;
  /** Session settings beside the patience. */
  settings?: Readonly<Record<string, string>>;
  types?: pg.CustomTypesConfig;
  /** Called for a connection that breaks, used or not. Without it such an error would end the process. */
  onLost: (error: Error) => void;
};

/** Shorter than a person waits, longer than a failover that goes well. */
const awayMs = 45_000;
const connectMs = 5_000;
/** A connection that answered within this time needs no ping. */
const freshMs = 1_000;
const pingMs = 2_000;
const pauseMs = 250;
const endMs = 3_000;
/**
 * A client that died silently keeps its locks no longer than this. It is longer than a call to Teams, during which
 * a card's lock is kept.
 */
const idleMs = 30_000;

/**
 * Opens the pool for one kind of statement. Before each use it finds out whether a connection died silently, so
 * that no statement goes into a dead one. A statement under way ends with AnswerLost a little after the server
 * would have ended it.
 */
export function openConnections(options: ConnectionOptions): Connections {
  const { patience = usualPatience, onLost } = options;
  const pulse = createPulse(() => performance.now());
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max,
    ...connecting(options),
    ...(options.types && { types: options.types }),
  });
  pool.on('error', onLost);
  // While a connection is in use the pool does not listen to it.
  pool.on('connect', (client) => {
    client.on('error', onLost);
    pulse.beat(client);
  });
  const answerMs = patience.statementMs === 0 ? 0 : patience.statementMs + pingMs;

  async function tryOnce(): Promise<ConnectionInUse | undefined> {
    const client = await pool.connect().catch((error: unknown) => {
      pulse.missed(error);
      throw error;
    });
    if (pulse.isFresh(client, freshMs)) return useConnection(client, { pulse, answerMs });
    const found = pulse.isSuspect(client) ? undefined : await ping(client, pulse);
    if (found !== undefined) return useConnection(client, { pulse, answerMs });
    cut(client);
    client.release(true);
    return undefined;
  }

  async function connect(): Promise<ConnectionInUse> {
    const until = performance.now() + awayMs;
    for (;;) {
      const found = await tryOnce().catch(async (cause: unknown) => {
        if (pool.ending || !mayPass(cause)) throw cause;
        if (performance.now() > until) throw new DatabaseAway({ cause });
        await setTimeout(pauseMs);
      });
      if (found !== undefined) return found;
    }
  }

  return {
    connect,
    options: pool.options,
    silentMs: pulse.silentMs,
    async answers(withinMs) {
      if (pulse.beatWithin(freshMs)) return true;
      const asked = tryOnce().then(
        (line) => {
          line?.release();
          return line !== undefined;
        },
        () => false,
      );
      return await Promise.race([asked, setTimeout(withinMs, false, { ref: false })]);
    },
    // A dead connection never confirms that it has ended.
    end: () => Promise.race([pool.end(), setTimeout(endMs, undefined, { ref: false })]),
  };
}

/** Says how each connection of a pool begins. The pool awaits `onConnect`, although its type does not say so. */
export function connecting(options: Pick<ConnectionOptions, 'patience' | 'settings'>) {
  return {
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    onConnect: (client: pg.ClientBase) => inTime(client, connectMs, session(client, options)),
  };
}

/**
 * How often the server looks, during a statement, whether its client is still there. Without it a statement that waits
 * for a lock goes on for a client that was cut off, and keeps the locks that it has. PostgreSQL 13 does not know it,
 * and on Windows it refuses it.
 */
const whileBusy = 'client_connection_check_interval';

/**
 * Sets up a session, by a statement: poolers such as PgBouncer refuse settings in the first message. Throws where the
 * server takes no changes, so that the next try may meet another server.
 */
async function session(
  client: pg.ClientBase,
  { patience = usualPatience, settings = {} }: Pick<ConnectionOptions, 'patience' | 'settings'>,
): Promise<void> {
  const all = {
    statement_timeout: String(patience.statementMs),
    lock_timeout: String(patience.lockMs),
    idle_in_transaction_session_timeout: String(idleMs),
    tcp_keepalives_idle: '10',
    tcp_keepalives_interval: '5',
    tcp_keepalives_count: '3',
    tcp_user_timeout: '30s',
    [whileBusy]: '2s',
    ...settings,
  };
  await client.query(
    `select set_config(name, value, false) from unnest($1::text[], $2::text[]) as setting (name, value)
    where current_setting(name, true) is not null and (name <> '${whileBusy}' or version() !~* 'windows|mingw|visual')`,
    [Object.keys(all), Object.values(all)],
  );
  await refuseReadOnly(client);
}

async function refuseReadOnly(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ state: string }>(
    "select current_setting('transaction_read_only') as state",
  );
  if (rows[0]?.state === 'on') throw readOnlyServer();
}

async function ping(client: pg.PoolClient, pulse: Pulse): Promise<pg.PoolClient | undefined> {
  const askedAt = performance.now();
  try {
    await inTime(client, pingMs, refuseReadOnly(client));
    pulse.beat(client);
    return client;
  } catch (error) {
    pulse.missed(error);
    // Connections that answered last before this ping are most likely dead too.
    if (error instanceof AnswerLost || isReadOnly(error)) pulse.suspectAllBefore(askedAt);
    return endsConnection(error) ? undefined : client;
  }
}
