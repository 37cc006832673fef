import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import { findPostgresBinaries } from '../../src/store/postgres/postgres-binaries.ts';
import { ask, placeFor, serverPid, silent } from './embedded-place.ts';

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

test('a server that cannot start says why', async (t) => {
  const { folder } = await placeFor(t);
  await (await openEmbedded(folder, { log: silent })).close();
  await writeFile(join(folder, 'postgres/cluster/PG_VERSION'), '9\n');
  await assert.rejects(openEmbedded(folder, { log: silent }), /did not start.*incompatible/s);
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
