import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import { DataFolderInUse } from '../../src/store/postgres/hold-folder.ts';
import { findPostgresBinaries } from '../../src/store/postgres/postgres-binaries.ts';
import { ask, botOn, placeFor, serverPid, silent } from './embedded-place.ts';

const isRoot = process.getuid?.() === 0;

test('the bot skips and deletes a folder that a crash left incomplete', async (t) => {
  const { folder, open } = await placeFor(t);
  await mkdir(join(folder, 'postgres.new-crashd', 'cluster'), { recursive: true });
  await writeFile(join(folder, 'postgres.new-crashd', 'cluster', 'PG_VERSION'), '18');
  const { connectionString } = await open(folder);
  assert.equal(await ask(connectionString, 'select 1'), '1');
  assert.deepEqual(await readdir(folder), ['postgres']);
});

test('a pid that now belongs to another program is no server', async (t) => {
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

test('the bot notices a server that ends by itself', async (t) => {
  const { folder, open } = await placeFor(t);
  const lost = Promise.withResolvers<Error>();
  await open(folder, { onLost: lost.resolve });
  process.kill(await serverPid(folder), 'SIGQUIT');
  assert.ok((await lost.promise) instanceof Error);
});

const endHolder =
  "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory'";
const held = "select count(*) from pg_locks where locktype = 'advisory' and granted";

test('the bot takes its lock again when the server ends the session that held it', async (t) => {
  const { folder, open } = await placeFor(t);
  const events: string[] = [];
  const errors: Error[] = [];
  const { connectionString, close } = await open(folder, {
    log: { info: (event) => void events.push(event) },
    onLost: (error) => void errors.push(error),
  });
  for (let cut = 0; cut < 2; cut += 1) {
    assert.equal(await ask(connectionString, endHolder), '1');
    while ((await ask(connectionString, held)) === '0') await setTimeout(20);
  }
  await assert.rejects(openEmbedded(folder, { log: silent }), DataFolderInUse);
  assert.deepEqual(errors, []);
  await close();
  await assert.rejects(serverPid(folder), { code: 'ENOENT' });
  assert.deepEqual(
    events.filter((event) => event === 'database lock taken again'),
    Array.from({ length: 2 }, () => 'database lock taken again'),
  );
});

test('however often the server ends that session, no second bot gets in meanwhile', async (t) => {
  const { folder, open } = await placeFor(t);
  const errors: Error[] = [];
  const { connectionString } = await open(folder, { onLost: (error) => void errors.push(error) });
  let isOver = false;
  const second = openEmbedded(folder, { log: silent }).finally(() => {
    isOver = true;
  });
  second.catch(() => undefined);
  while (!isOver) {
    await ask(connectionString, endHolder);
    await setTimeout(100);
  }
  await assert.rejects(second, DataFolderInUse);
  while ((await ask(connectionString, held)) === '0') await setTimeout(20);
  assert.deepEqual(errors, []);
});

test('the bot ends when another one has taken its lock, and leaves it the server', async (t) => {
  const { folder, open } = await placeFor(t);
  const lost = Promise.withResolvers<Error>();
  const first = await open(folder, { onLost: lost.resolve });
  const pid = await serverPid(folder);
  const other = new pg.Client({ connectionString: first.connectionString });
  await other.connect();
  t.after(() => other.end());
  // Waits for the lock, so it gets it in the moment in which the session ends.
  const key = `select objid::bigint as key from pg_locks where locktype = 'advisory'`;
  const taken = other.query('select pg_advisory_lock($1::bigint)', [
    await ask(first.connectionString, key),
  ]);
  const waits = `${held.replace('granted', 'not granted')}`;
  while ((await ask(first.connectionString, waits)) === '0') await setTimeout(20);
  await ask(first.connectionString, `${endHolder} and granted`);
  await taken;
  assert.match((await lost.promise).message, /another/i);
  await first.close();
  assert.equal(await serverPid(folder), pid);
  assert.equal(await ask(first.connectionString, 'select 1'), '1');
  await other.end();
  await (await openEmbedded(folder, { log: silent })).close();
});

test('a process that ends without closing its database leaves no server behind', async (t) => {
  const { folder } = await placeFor(t);
  const { child } = await botOn(t, folder);
  const exited = once(child, 'exit');
  child.kill('SIGUSR2');
  await exited;
  while (await serverPid(folder).catch(() => undefined)) await setTimeout(50);
});

test('a folder that the bot cannot use is named, with the reason', async (t) => {
  const { folder } = await placeFor(t);
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const [path, why] of [
    [file, 'there is a file of that name'],
    [join(file, 'below'), 'a part of the path is no folder'],
    // Only Linux has it. Elsewhere the folder above cannot be made either.
    [
      '/proc/guestlist',
      'nobody can make a folder there|no right to write|takes no changes|answers',
    ],
  ] as const) {
    const message = new RegExp(`^DATA_DIR: the bot cannot use the folder .*: (${why})`);
    await assert.rejects(openEmbedded(path, { log: silent }), { message });
  }
});

test('a server that cannot start says why', async (t) => {
  const { folder } = await placeFor(t);
  await (await openEmbedded(folder, { log: silent })).close();
  await writeFile(join(folder, 'postgres/cluster/postgresql.conf'), 'no such setting\n');
  await assert.rejects(openEmbedded(folder, { log: silent }), /did not start.*syntax error/s);
});

test('root runs the server with a folder and programs that only root may enter', {
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
