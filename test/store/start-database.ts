import { after, type TestContext } from 'node:test';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { type Light, openLight } from '../../src/store/fast-database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { joinTestServer, type TestServer as Server } from './test-server.ts';

export type TestDatabase = { db: Db; light: Light; connectionString: string };

export type TestServer = {
  /** Makes a migrated database for one test. */
  fresh(t: TestContext): Promise<TestDatabase>;
  /** Makes an empty database for one test. */
  empty(t: TestContext): Promise<TestDatabase>;
};

/** Starts or joins a real PostgreSQL for one test file. Call it once, at the top of the file. */
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
    // Ends the pool after all tests, not with its own test: loops of the test may still run then, and a pool that ends
    // never answers a query that waits for a connection.
    ends.push(async () => {
      await Promise.all([pool.end(), quick.pool.end()]);
      await drop();
    });
    return { db, light: quick.light, connectionString };
  };
  return { fresh: () => open('migrated'), empty: () => open('template0') };
}

/** Opens the queue of a test's database. The test's end stops it. */
export async function startQueue(
  t: TestContext,
  { connectionString }: Pick<TestDatabase, 'connectionString'>,
): Promise<Queue> {
  const queue = await openQueue({ connectionString, onError() {} });
  t.after(() => queue.stop());
  return queue;
}
