import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { findPostgresBinaries } from '../../src/store/postgres/postgres-binaries.ts';
import { clusterIn } from '../../src/store/postgres/postgres-cluster.ts';
import { openQueue } from '../../src/store/queue.ts';
import { freePort } from '../sandbox/free-port.ts';

/** The address of a server for all test files. test/all-tests.ts sets it for every process of a run. */
const variable = 'GUESTLIST_TEST_SERVER';

export type TestServer = {
  /** Makes a database, migrated or empty. */
  make(from: 'migrated' | 'template0'): Promise<{ url: string; drop(): Promise<void> }>;
  close(): Promise<void>;
};

/** Joins the server of the whole run. Without one, starts a server for this file. */
export async function joinTestServer(): Promise<TestServer> {
  const shared = process.env[variable];
  if (shared === undefined) return await startTestServer();
  return databasesOn(shared);
}

/** Starts a server for the whole run. `joinTestServer` then finds it, also in later processes. */
export async function shareTestServer(): Promise<TestServer> {
  const server = await startTestServer();
  process.env[variable] = server.url;
  return server;
}

/** Settings for speed. The data need not survive a crash. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  max_connections: '500',
  max_parallel_workers_per_gather: '0',
  autovacuum_naptime: '10min',
};

/**
 * In memory where there is plenty, else on the disk. A database is 600 files: to make them there takes an eighth of the
 * time.
 */
async function roomiest(): Promise<string> {
  const memory = '/dev/shm';
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return free >= 4 * 1024 ** 3 ? memory : tmpdir();
}

async function startTestServer(): Promise<TestServer & { url: string }> {
  const folder = await mkdtemp(join(await roomiest(), 'guestlist-test-'));
  const { path, binaries, runner } = await clusterIn(folder, await findPostgresBinaries());
  const port = await freePort();
  const options = Object.entries({ ...settings, port }).map(
    ([name, value]) => `-c ${name}=${value}`,
  );
  const data = `--pgdata=${join(path, 'cluster')}`;
  const control = async (...args: string[]) => {
    const { code, output } = await runner.run(binaries.pgCtl, [...args, data, '--wait']);
    if (code !== 0) throw new Error(`PostgreSQL for the tests: ${args[0]} failed: ${output}`);
  };
  await control('start', `--options=${options.join(' ')}`, `--log=${join(path, 'log')}`);
  const password = await readFile(join(path, 'password'), 'utf8');
  const url = `postgres://guestlist:${password}@127.0.0.1:${port}/postgres`;
  await cheapenPassword(url, password);
  const { make, close } = databasesOn(url);
  await runStatement(url, 'create database migrated');
  await prepare(named(url, 'migrated'));
  return {
    url,
    make,
    async close() {
      await close();
      await control('stop', '--mode=immediate');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Keeps a connection for a while: to open one takes longer than to make a database. */
function databasesOn(url: string): TestServer {
  const pool = new pg.Pool({ connectionString: url, allowExitOnIdle: true });
  pool.on('error', () => {}); // the server may stop first
  return {
    async make(from) {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await pool.query(`create database ${name} template ${from} strategy file_copy`);
      const drop = async () => {
        await pool.query(`drop database ${name} with (force)`);
      };
      return { url: named(url, name), drop };
    },
    close: () => pool.end(),
  };
}

function named(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** A run opens thousands of connections. To guess the password of this server is worth nothing. */
const cheapenPassword = (url: string, password: string) =>
  runStatement(url, `set scram_iterations = 1; alter role guestlist password '${password}'`);

/** Makes the template, with pg-boss's own tables: a copy is quicker than a first start in each test. */
async function prepare(connectionString: string): Promise<void> {
  const { db, pool } = openDatabase({ connectionString, maxConnections: 2, onIdleError() {} });
  await migrate(db, new Date());
  const queue = await openQueue({ connectionString, onError() {} });
  await queue.stop();
  await pool.end();
}

/** Runs a statement over a new connection. */
export async function runStatement(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {}); // the server may stop before the connection has quite closed
  await client.connect();
  await client.query(sql);
  await client.end();
}
