import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import {
  DataFolderInUse,
  type EmbeddedOptions,
  type EmbeddedPostgres,
  openEmbedded,
} from '../../src/store/embedded-postgres.ts';
import { findPostgresBinaries } from '../../src/store/postgres-binaries.ts';

const silent: EmbeddedOptions['log'] = { info: () => {} };
const isRoot = process.getuid?.() === 0;

/** A folder, and a way to open databases in it that are closed before it is removed. */
async function placeFor(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-db-'));
  const opened: EmbeddedPostgres[] = [];
  t.after(async () => {
    for (const one of opened) await one.close();
    await rm(folder, { recursive: true, force: true });
  });
  const open = async (path: string, options: Partial<EmbeddedOptions> = {}) => {
    const one = await openEmbedded(path, { log: silent, ...options });
    opened.push(one);
    return one;
  };
  return { folder, open };
}

async function ask(connectionString: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {}); // the server may stop before the connection has quite closed
  await client.connect();
  const answer = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return String(Object.values(answer.rows[0] ?? {})[0]);
}

const serverPid = async (folder: string) =>
  Number((await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0]);

/** A bot in a process of its own, so that it can be killed. Resolves when its database is open. */
async function botOn(
  t: TestContext,
  folder: string,
): Promise<{ child: ChildProcess; connectionString: string }> {
  const program = `
    import { openEmbedded } from '${new URL('../../src/store/embedded-postgres.ts', import.meta.url)}';
    const opened = await openEmbedded(process.argv[1], { log: { info() {} } });
    process.stdout.write(opened.connectionString + '\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const connectionString = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', () => reject(new Error('the bot ended before its database was open')));
  });
  return { child, connectionString };
}

const killed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

test('an empty folder gets a durable UTF-8 server that listens on loopback only', async (t) => {
  const { folder, open } = await placeFor(t);
  const { connectionString } = await open(join(folder, 'deep', 'data'));
  assert.equal(await ask(connectionString, 'show fsync'), 'on');
  assert.equal(await ask(connectionString, 'show server_encoding'), 'UTF8');
  assert.equal(await ask(connectionString, 'show listen_addresses'), '127.0.0.1');
  assert.equal(await ask(connectionString, 'show unix_socket_directories'), '');
});

test('nobody gets in without the password, which only its owner can read', async (t) => {
  const { folder, open } = await placeFor(t);
  const { connectionString } = await open(folder);
  const wrong = connectionString.replace(/:[0-9a-f]{64}@/, ':guess@');
  await assert.rejects(ask(wrong, 'select 1'), /password authentication failed/);
  assert.equal((await stat(join(folder, 'postgres/password'))).mode & 0o777, 0o600);
});

test('what was written is still there after a restart', async (t) => {
  const { folder, open } = await placeFor(t);
  const first = await openEmbedded(folder, { log: silent });
  await ask(first.connectionString, 'create table kept as select 42 as answer');
  await first.close();
  const second = await open(folder);
  assert.equal(await ask(second.connectionString, 'select answer from kept'), '42');
});

test('the server has ended when close returns, and closing twice is harmless', async (t) => {
  const { folder } = await placeFor(t);
  const opened = await openEmbedded(folder, { log: silent });
  await Promise.all([opened.close(), opened.close()]);
  await assert.rejects(serverPid(folder), { code: 'ENOENT' });
  await assert.rejects(ask(opened.connectionString, 'select 1'), { code: 'ECONNREFUSED' });
});

test('a server that outlived its killed bot is adopted, not started a second time', async (t) => {
  const { folder, open } = await placeFor(t);
  const { child, connectionString } = await botOn(t, folder);
  await ask(connectionString, 'create table kept as select 42 as answer');
  const pid = await serverPid(folder);
  await killed(child);
  const events: string[] = [];
  const next = await open(folder, { log: { info: (event) => void events.push(event) } });
  assert.equal(await serverPid(folder), pid);
  assert.deepEqual(events, ['database adopted']);
  assert.equal(await ask(next.connectionString, 'select answer from kept'), '42');
});

test('a second bot on the folder is refused, and the first goes on', async (t) => {
  const { folder, open } = await placeFor(t);
  const first = await open(folder);
  await assert.rejects(openEmbedded(folder, { log: silent }), (error) => {
    assert.ok(error instanceof DataFolderInUse);
    assert.ok(error.message.includes(folder));
    return true;
  });
  assert.equal(await ask(first.connectionString, 'select 1'), '1');
});

test('of several bots that start at once on an empty folder exactly one gets it', async (t) => {
  const { folder, open } = await placeFor(t);
  const tried = await Promise.allSettled([1, 2, 3].map(() => open(folder)));
  const refusals = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  assert.equal(refusals.length, 2);
  assert.ok(
    refusals.every((reason) => reason instanceof DataFolderInUse),
    String(refusals),
  );
  assert.deepEqual(await readdir(folder), ['postgres']);
});

test('a bot that starts while the last one is stopping waits for the folder', async (t) => {
  const { folder, open } = await placeFor(t);
  const first = await openEmbedded(folder, { log: silent });
  const [, next] = await Promise.all([first.close(), open(folder)]);
  assert.equal(await ask(next.connectionString, 'select 1'), '1');
});

test('a folder left half made by a crash is passed over and swept away', async (t) => {
  const { folder, open } = await placeFor(t);
  await mkdir(join(folder, 'postgres.new-crashd', 'cluster'), { recursive: true });
  await writeFile(join(folder, 'postgres.new-crashd', 'cluster', 'PG_VERSION'), '18');
  const { connectionString } = await open(folder);
  assert.equal(await ask(connectionString, 'select 1'), '1');
  assert.deepEqual(await readdir(folder), ['postgres']);
});

test('a pid on file that belongs to another program now is no server', async (t) => {
  const { folder, open } = await placeFor(t);
  await (await openEmbedded(folder, { log: silent })).close();
  const cluster = join(folder, 'postgres/cluster');
  const { uid, gid } = await stat(cluster);
  const stranger = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
  t.after(() => stranger.kill());
  const lines = [stranger.pid, cluster, 1, 1, '', '127.0.0.1', '', ''];
  await writeFile(join(cluster, 'postmaster.pid'), lines.join('\n'));
  await chown(join(cluster, 'postmaster.pid'), uid, gid);
  const { connectionString } = await open(folder);
  assert.equal(await ask(connectionString, 'select 1'), '1');
});

test('the server does not inherit the secrets of the bot', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const { folder, open } = await placeFor(t);
  process.env.AZURE_CLIENT_SECRET = 'hunter2';
  await open(folder);
  const environment = await readFile(`/proc/${await serverPid(folder)}/environ`, 'utf8');
  assert.match(environment, /PATH=/);
  assert.doesNotMatch(environment, /hunter2/);
});

test('a server that goes away by itself is noticed', async (t) => {
  const { folder, open } = await placeFor(t);
  const lost = Promise.withResolvers<void>();
  await open(folder, { onLost: lost.resolve });
  process.kill(await serverPid(folder), 'SIGQUIT');
  await lost.promise;
});

test('the log of the server holds no value of a row', async (t) => {
  const { folder, open } = await placeFor(t);
  const { connectionString } = await open(folder);
  await ask(connectionString, 'create table guest (address text primary key)');
  const insert = "insert into guest values ('jane@fabrikam.example') returning 1";
  await ask(connectionString, insert);
  await assert.rejects(ask(connectionString, insert), /duplicate key/);
  assert.doesNotMatch(await readFile(join(folder, 'postgres/log'), 'utf8'), /jane/);
});

test('a server that cannot start says why', async (t) => {
  const { folder } = await placeFor(t);
  await (await openEmbedded(folder, { log: silent })).close();
  await writeFile(join(folder, 'postgres/cluster/PG_VERSION'), '9\n');
  await assert.rejects(openEmbedded(folder, { log: silent }), /did not start.*incompatible/s);
});

test('root runs it under a folder and programs that only root may enter', {
  skip: !isRoot,
}, async (t) => {
  const { folder, open } = await placeFor(t);
  await chmod(folder, 0o700);
  const { initdb, pgCtl, postgres } = await findPostgresBinaries();
  const native = dirname(dirname(initdb));
  await cp(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  const moved = (path: string) => path.replace(native, join(folder, 'native'));
  const binaries = { initdb: moved(initdb), pgCtl: moved(pgCtl), postgres: moved(postgres) };
  const { connectionString } = await open(join(folder, 'data'), { binaries });
  assert.equal(await ask(connectionString, 'select 1'), '1');
  assert.notEqual((await stat(`/proc/${await serverPid(join(folder, 'data'))}`)).uid, 0);
});
