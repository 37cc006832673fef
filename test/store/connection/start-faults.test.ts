import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  checkServer,
  DatabaseUnusable,
  unusable,
} from '../../../src/store/connection/start-faults.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { startDatabase } from '../start-database.ts';
import { runStatement } from '../test-server.ts';

const server = await startDatabase();
const check = (url: URL) => checkServer(url.href, (ms) => sleep(ms), 0);

async function serverWith(t: TestContext, change: (url: URL) => void) {
  const { connectionString } = await server.fresh(t);
  const url = new URL(connectionString);
  change(url);
  return url;
}

const faults: [what: string, change: (url: URL) => void, words: RegExp][] = [
  ['a wrong password', (url) => (url.password = 'hunter2'), /refuses the password of guestlist/],
  [
    'a role that does not exist',
    (url) => (url.username = 'nobody'),
    /refuses the password of nobody/,
  ],
  ['a database that does not exist', (url) => (url.pathname = '/none'), /has no database none/],
  [
    'a host that does not exist',
    (url) => (url.hostname = 'db.invalid'),
    /there is no host db\.invalid/,
  ],
  ['a server without TLS', (url) => url.searchParams.set('sslmode', 'require'), /knows no TLS/],
  ['a missing password', (url) => (url.password = ''), /asks guestlist for a password, and there/],
  [
    'a file of certificates that does not exist',
    (url) => url.searchParams.set('sslrootcert', '/none/ca.crt'),
    /the file \/none\/ca\.crt cannot be read \(ENOENT\)/,
  ],
  [
    'a socket that does not exist',
    (url) => url.searchParams.set('host', '/none'),
    /nothing listens at \/none/,
  ],
  [
    'a setting that the server does not know',
    (url) => url.searchParams.set('options', '-c none=1'),
    /cannot be used: unrecognized configuration parameter "none"/,
  ],
];
for (const [what, change, words] of faults) {
  test(`the bot names ${what} in words, without the password`, async (t) => {
    const url = await serverWith(t, change);
    await assert.rejects(check(url), (error) => {
      assert.ok(error instanceof DatabaseUnusable);
      assert.match(error.message, words);
      assert.ok(url.password === '' || !error.message.includes(url.password));
      return true;
    });
  });
}

test('the bot names a port without a server, or with another one, in words', async (t) => {
  const other = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = await serverWith(t, (given) => (given.port = String(port)));
  await assert.rejects(check(url), /127\.0\.0\.1:\d+ does not answer as PostgreSQL does/);
  url.searchParams.set('sslmode', 'verify-full');
  await assert.rejects(check(url), /127\.0\.0\.1:\d+ does not answer as PostgreSQL does/);
  other.removeAllListeners('connection');
  for (const greeting of ['HTTP/1.1 400 Bad Request\r\n\r\n', 'SSH-2.0-OpenSSH_9\r\n']) {
    other.once('connection', (socket) => {
      socket.write(greeting, () => socket.destroy());
    });
    await assert.rejects(check(url), /does not answer as PostgreSQL does|agree on no TLS/);
  }
  await new Promise((resolve) => other.close(resolve));
  await assert.rejects(check(url), /nothing listens at 127\.0\.0\.1:\d+/);
});

const roles: [what: string, statement: (role: string, name: string) => string, words: RegExp][] = [
  ['may not log in', (role) => `alter role ${role} nologin`, /may not log in at .*Give .* LOGIN/],
  [
    'may not connect to the database',
    (_, name) => `revoke connect on database ${name} from public`,
    /may not connect to the database test_\w+\. Grant CONNECT/,
  ],
  [
    'has all connections that it may have',
    (role) => `alter role ${role} connection limit 0`,
    /has all connections that the role may have\. Raise its CONNECTION LIMIT/,
  ],
  [
    'may have too few connections',
    (role) => `alter role ${role} connection limit 8`,
    /one replica opens up to 22 connections, and may have 8 \(CONNECTION LIMIT/,
  ],
  [
    'may not write',
    (role) => `alter role ${role} set default_transaction_read_only = on`,
    /the server only reads: .* its role may not write/,
  ],
];
for (const [what, statement, words] of roles) {
  test(`the bot names a role that ${what}`, async (t) => {
    const { connectionString } = await server.empty(t);
    const url = new URL(connectionString);
    const name = url.pathname.slice(1);
    const role = `role_${name}`;
    await runStatement(connectionString, `create role ${role} login password 'reads'`);
    t.after(() => runStatement(connectionString, `drop role ${role}`));
    await runStatement(connectionString, statement(role, name));
    url.username = role;
    url.password = 'reads';
    await assert.rejects(check(url), { name: 'DatabaseUnusable', message: words });
  });
}

test('the bot names a database that takes no connections', async (t) => {
  const url = await serverWith(t, (given) => (given.pathname = '/template0'));
  await assert.rejects(check(url), /the database template0 takes no connections/);
});

test('the bot names a database in which another program or a newer Guestlist was', async (t) => {
  const { connectionString, db } = await server.empty(t);
  await runStatement(connectionString, 'create table request ()');
  const fault = await migrate(db, new Date()).then(
    () => undefined,
    (error: unknown) => unusable(error, connectionString),
  );
  assert.match(String(fault), /holds what another program made/);
  const newer = await server.fresh(t);
  await runStatement(
    newer.connectionString,
    `insert into kysely_migration (name, timestamp) values ('9999-later', '')`,
  );
  await assert.rejects(migrate(newer.db, new Date()), /A newer Guestlist has used this database/);
});

test('the bot names the rights that its database role lacks', async (t) => {
  const { connectionString } = await server.empty(t);
  await runStatement(
    connectionString,
    `do $$ begin
      if not exists (select from pg_roles where rolname = 'reader') then
        create role reader login password 'reads';
      end if;
    end $$`,
  );
  const url = new URL(connectionString);
  url.username = 'reader';
  url.password = 'reads';
  await check(url);
  const { db, pool } = openDatabase({
    connectionString: url.href,
    maxConnections: 1,
    onIdleError() {},
  });
  t.after(() => pool.end());
  const error = await migrate(db, new Date()).then(
    () => undefined,
    (fault: unknown) => unusable(fault, url.href),
  );
  assert.ok(error instanceof DatabaseUnusable);
  assert.match(error.message, /reader may not make tables in the database test_\w+\. Grant CREATE/);
});
