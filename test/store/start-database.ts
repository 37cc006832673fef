import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import pg from 'pg';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { openEmbedded } from '../../src/store/embedded-postgres.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';

export type TestDatabase = { db: Db; connectionString: string };

export type TestServer = {
  /** A migrated database of its own for one test. */
  fresh(t: TestContext): Promise<TestDatabase>;
  /** One that nobody has migrated. */
  empty(t: TestContext): Promise<TestDatabase>;
};

const template = 'migrated';

/** A real PostgreSQL for one test file, gone when its tests are. Call it once, at the top of the file. */
export async function startDatabase(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-test-'));
  const server = await openEmbedded(folder, { log: { info() {} } });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const linkTo = (name: string) => {
    const url = new URL(server.connectionString);
    url.pathname = `/${name}`;
    return url.toString();
  };
  await run(server.connectionString, `create database ${template}`);
  await prepare(linkTo(template));
  let made = 0;
  const open = async (t: TestContext, from: string): Promise<TestDatabase> => {
    made += 1;
    await run(server.connectionString, `create database test_${made} template ${from}`);
    const connectionString = linkTo(`test_${made}`);
    const { db, pool } = openDatabase({ connectionString, maxConnections: 20, onIdleError() {} });
    t.after(() => pool.end());
    return { db, connectionString };
  };
  return { fresh: (t) => open(t, template), empty: (t) => open(t, 'template0') };
}

/** pg-boss makes its own tables at the first start; copying them is quicker than making them for each test. */
async function prepare(connectionString: string): Promise<void> {
  const { db, pool } = openDatabase({ connectionString, maxConnections: 2, onIdleError() {} });
  await migrate(db);
  const queue = await openQueue({ connectionString, onError() {} });
  await queue.stop();
  await pool.end();
}

async function run(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {}); // the server may stop before the connection has quite closed
  await client.connect();
  await client.query(sql);
  await client.end();
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
