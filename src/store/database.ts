import {
  CamelCasePlugin,
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import { type Connections, openConnections, type Patience } from './connection/connections.ts';
import type { ConnectionInUse } from './connection/use-connection.ts';

/**
 * A connection pool or a transaction: a statement runs on either. Tables have no types here; each statement types
 * its rows.
 */
export type Db = Kysely<unknown>;

const int8 = 20;
const int8s = 1016;

/** Reads a list of them as PostgreSQL writes it: `{1,2}`. None of our lists holds a null. */
const toNumbers = (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(Number);

/**
 * Opens the pool. Integers of 64 bits come as JavaScript numbers: every one of ours is a counter far below 2^53.
 * `onIdleError` hears of a connection that breaks, used or not; without it such an error would end the process.
 */
export function openDatabase(options: {
  connectionString: string;
  maxConnections: number;
  patience?: Patience;
  onIdleError: (error: Error) => void;
}): { db: Db; pool: Connections } {
  const pool = openConnections({
    connectionString: options.connectionString,
    max: options.maxConnections,
    ...(options.patience && { patience: options.patience }),
    onLost: options.onIdleError,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8
          ? (value: string) => Number(value)
          : oid === int8s
            ? toNumbers
            : pg.types.getTypeParser(oid, format),
    },
  });
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: { ...pool, connect: async () => asClient(await pool.connect()) },
    }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { db, pool };
}

/** Runs the work in one transaction. Inside an open transaction the work joins that one. */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/**
 * Reads in one transaction that shows the rows as they are now, even if others change them meanwhile. It writes
 * nothing.
 */
export function inSnapshot<T>(db: Db, read: (trx: Db) => Promise<T>): Promise<T> {
  const begin = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return begin.execute(read);
}

/** Makes a connection what kysely expects. The bot uses none of the cursors for which kysely could ask. */
function asClient(line: ConnectionInUse): PostgresPoolClient {
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, values?: readonly unknown[]): unknown {
    if (typeof text !== 'string') throw new Error('There are no cursors here');
    return line.query(text, values);
  }
  return { query, release: line.release };
}
