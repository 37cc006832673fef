import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

/** A connection pool or a transaction: statements do not care which. Tables are not typed here; each statement types its rows. */
export type Db = Kysely<unknown>;

const int8 = 20;

/**
 * Opens the pool. Numbers of 64 bits come as JavaScript numbers: every one of ours is a counter far below 2^53.
 * `onIdleError` hears of connections that break while nobody uses them; without it such an error ends the process.
 */
export function openDatabase(options: {
  connectionString: string;
  maxConnections: number;
  onIdleError: (error: Error) => void;
}): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format),
    },
  });
  pool.on('error', options.onIdleError);
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return { db, pool };
}

/** Runs everything in one transaction; nests into one that is already open. */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
