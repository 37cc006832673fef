import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkServer, DatabaseUnusable } from '../../../src/store/connection/start-faults.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openLight } from '../../../src/store/fast-database.ts';
import { openQueue } from '../../../src/store/queue.ts';
import { one } from '../../../src/store/statement.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const isThere = spawnSync('pgbouncer', ['--version']).error === undefined;
const onIdleError = () => undefined;

type Pooling = { mode: 'session' | 'transaction'; size?: number };

/**
 * Starts a PgBouncer with little more than its defaults before a database of the test. Undefined: it is not installed.
 */
async function pooled(t: TestContext, { mode, size = 30 }: Pooling) {
  if (!isThere) {
    t.diagnostic('pgbouncer is not installed: nothing was tried behind it');
    return undefined;
  }
  const { connectionString } = await server.fresh(t);
  const url = new URL(connectionString);
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-pgbouncer-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const name = url.pathname.slice(1);
  await writeFile(
    file,
    `[databases]
${name} = host=${url.hostname} port=${url.port} dbname=${name} user=${url.username} password=${decodeURIComponent(url.password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${size}
`,
  );
  const asRoot = process.getuid?.() === 0 ? ['--user=nobody'] : [];
  const child = spawn('pgbouncer', [...asRoot, file], { stdio: 'ignore' });
  t.after(async () => {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  });
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    await sleep(20);
  }
  url.port = String(port);
  return url.href;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  const heard = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return heard;
}

test('behind a pooler in session mode everything works', async (t) => {
  const connectionString = await pooled(t, { mode: 'session' });
  if (connectionString === undefined) return;
  await checkServer(connectionString, sleep, 0);
  const { db, pool } = openDatabase({ connectionString, maxConnections: 4, onIdleError });
  const quick = openLight({ connectionString, maxConnections: 4, onIdleError });
  const queue = await openQueue({ connectionString, onError() {} });
  t.after(async () => {
    await queue.stop();
    await Promise.all([pool.end(), quick.pool.end()]);
  });
  const { timeout } = await one(db)<{ timeout: string }>`
    select current_setting('statement_timeout') as timeout`;
  assert.equal(timeout, '15s');
  const statement = { name: 'twice', text: 'select $1::int * 2 as twice' };
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => quick.light<{ twice: number }>(statement, [n])),
  );
  assert.deepEqual(
    answers.map(([row]) => row?.twice),
    Array.from({ length: 40 }, (_, n) => n * 2),
  );
});

for (const size of [1, 30]) {
  test(`the bot says at the start that it cannot work behind a pooler in transaction mode of ${size}`, async (t) => {
    const connectionString = await pooled(t, { mode: 'transaction', size });
    if (connectionString === undefined) return;
    await assert.rejects(checkServer(connectionString, sleep, 0), (error) => {
      assert.ok(error instanceof DatabaseUnusable);
      assert.match(error.message, /a pooler in transaction mode stands before the server/);
      assert.match(error.message, /session mode/);
      return true;
    });
  });
}
