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
  let made: { t: TestContext; end: () => Promise<void> }[] = [];
  async function endAllBut(kept?: TestContext): Promise<void> {
    const over = made.filter(({ t }) => t !== kept);
    made = made.filter(({ t }) => t === kept);
    for (const { end } of over) await end();
  }
  after(async () => {
    await endAllBut();
    await server.close();
  });
  const open = async (from: Parameters<Server['make']>[0], t: TestContext) => {
    await endAllBut(t);
    const { url: connectionString, drop } = await server.make(from);
    const { db, pool } = openDatabase({ connectionString, maxConnections: 20, onIdleError() {} });
    const quick = openLight({ connectionString, maxConnections: 6, onIdleError() {} });
    // Ends the pool when the next test begins, not with its own test: loops of the test may still run then, and a pool
    // that ends never answers a query that waits for a connection.
    const end = async () => {
      await Promise.all([pool.end(), quick.pool.end()]);
      await drop();
    };
    made.push({ t, end });
    return { db, light: quick.light, connectionString };
  };
  return { fresh: (t) => open('migrated', t), empty: (t) => open('template0', t) };
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

/** Opens the queue for the first job only: most tests send none, and to open a queue takes longer than they do. */
export function queueAtUse(
  t: TestContext,
  { connectionString }: Pick<TestDatabase, 'connectionString'>,
): Queue {
  let isOver = false;
  let opened: Promise<Queue> | undefined;
  async function queue(): Promise<Queue> {
    if (isOver) throw new Error('The test is over');
    opened ??= openQueue({ connectionString, onError() {} });
    return await opened;
  }
  async function stop(): Promise<void> {
    isOver = true;
    await (await opened)?.stop();
  }
  t.after(stop);
  return {
    send: async (db, name, data) => await (await queue()).send(db, name, data),
    work: async (name, handler) => await (await queue()).work(name, handler),
    every: async (name, seconds, run) => await (await queue()).every(name, seconds, run),
    check: async () => await (await queue()).check(),
    stop,
  };
}
