import { after, type TestContext } from 'node:test';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { type Light, openLight } from '../../src/store/light.ts';
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
  const drops: (() => Promise<void>)[] = [];
  after(async () => {
    for (const drop of drops) await drop();
    await server.close();
  });
  const open = async (t: TestContext, from: Parameters<Server['make']>[0]) => {
    const { url: connectionString, drop } = await server.make(from);
    drops.push(drop);
    const { db, pool } = openDatabase({ connectionString, maxConnections: 20, onIdleError() {} });
    t.after(() => pool.end());
    const quick = openLight({ connectionString, maxConnections: 6, onIdleError() {} });
    t.after(() => quick.pool.end());
    return { db, light: quick.light, connectionString };
  };
  return { fresh: (t) => open(t, 'migrated'), empty: (t) => open(t, 'template0') };
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
