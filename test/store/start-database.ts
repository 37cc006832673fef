import { after, type TestContext } from 'node:test';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { type Light, openLight } from '../../src/store/fast-database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { joinTestServer, type TestServer as Server } from './test-server.ts';

export type TestDatabase = { db: Db; light: Light; connectionString: string };

export type TestServer = {
  /** A migrated database of its own for one test. */
  fresh(t: TestContext): Promise<TestDatabase>;
  /** One that nobody has migrated. */
  empty(t: TestContext): Promise<TestDatabase>;
};

/** A real PostgreSQL for one test file. Call it once, at the top of the file. */
export async function startDatabase(): Promise<TestServer> {
  const server = await joinTestServer();
  const ends: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of ends) await end();
    await server.close();
  });
  const open = async (from: Parameters<Server['make']>[0]) => {
    const { url: connectionString, drop } = await server.make(from);
    const { db, pool } = openDatabase({ connectionString, maxConnections: 20, onIdleError() {} });
    const quick = openLight({ connectionString, maxConnections: 6, onIdleError() {} });
    // Not with the test, whose loops stop in the order in which they began: a pool that is ended under a query that
    // waits for a connection never answers it.
    ends.push(async () => {
      await Promise.all([pool.end(), quick.pool.end()]);
      await drop();
    });
    return { db, light: quick.light, connectionString };
  };
  return { fresh: () => open('migrated'), empty: () => open('template0') };
}

/** The queue of a test's database, stopped with the test. */
export async function startQueue(
  t: TestContext,
  { connectionString }: Pick<TestDatabase, 'connectionString'>,
): Promise<Queue> {
  const queue = await openQueue({ connectionString, onError() {} });
  t.after(() => queue.stop());
  return queue;
}
