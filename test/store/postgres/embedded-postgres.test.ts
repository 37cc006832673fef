import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openEmbedded } from '../../../src/store/postgres/embedded-postgres.ts';
import { ask, serverPid, silent } from '../embedded-place.ts';

process.env.AZURE_CLIENT_SECRET = 'hunter2';
const root = await mkdtemp(join(tmpdir(), 'guestlist-db-'));
const folder = join(root, 'deep', 'data');
const server = await openEmbedded(folder, { log: silent });
const { connectionString } = server;
after(async () => {
  await server.close();
  await rm(root, { recursive: true, force: true });
});

test('an empty folder gets a durable UTF-8 server that listens on loopback only', async () => {
  assert.equal(await ask(connectionString, 'show fsync'), 'on');
  assert.equal(await ask(connectionString, 'show server_encoding'), 'UTF8');
  assert.equal(await ask(connectionString, 'show listen_addresses'), '127.0.0.1');
  assert.equal(await ask(connectionString, 'show unix_socket_directories'), '');
});

test('the server needs the password, and only the owner of its file can read that', async () => {
  const wrong = connectionString.replace(/:[0-9a-f]{64}@/, ':guess@');
  await assert.rejects(ask(wrong, 'select 1'), /password authentication failed/);
  assert.equal((await stat(join(folder, 'postgres/password'))).mode & 0o777, 0o600);
});

test('the server does not inherit the secrets of the bot', {
  skip: process.platform !== 'linux',
}, async () => {
  const environment = await readFile(`/proc/${await serverPid(folder)}/environ`, 'utf8');
  assert.match(environment, /PATH=/);
  assert.doesNotMatch(environment, /hunter2/);
});

test('a folder of another major version is left as it is, and the start says what to do', async () => {
  for (const [made, advice] of [
    ['17', /npm run backup[\s\S]*npm run restore/],
    ['99', /Run the newer version of Guestlist that made it/],
  ] as const) {
    const other = join(root, made);
    const files = { 'cluster/PG_VERSION': `${made}\n`, 'cluster/base': 'rows', password: 'secret' };
    await mkdir(join(other, 'postgres', 'cluster'), { recursive: true });
    for (const [name, text] of Object.entries(files))
      await writeFile(join(other, 'postgres', name), text);
    await assert.rejects(openEmbedded(other, { log: silent }), (error: Error) => {
      assert.match(error.message, new RegExp(`^DATA_DIR: PostgreSQL ${made} made the database`));
      assert.match(error.message, advice);
      return true;
    });
    const left = await readdir(other, { recursive: true });
    assert.deepEqual(
      left.toSorted(),
      [
        'postgres',
        'postgres/cluster',
        ...Object.keys(files).map((name) => `postgres/${name}`),
      ].toSorted(),
    );
    for (const [name, text] of Object.entries(files))
      assert.equal(await readFile(join(other, 'postgres', name), 'utf8'), text);
  }
});

test('the log of the server holds no value of a row', async () => {
  await ask(connectionString, 'create table guest (address text primary key)');
  const insert = "insert into guest values ('jane@fabrikam.example') returning 1";
  await ask(connectionString, insert);
  await assert.rejects(ask(connectionString, insert), /duplicate key/);
  assert.doesNotMatch(await readFile(join(folder, 'postgres/log'), 'utf8'), /jane/);
});
