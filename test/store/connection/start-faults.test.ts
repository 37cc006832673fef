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
  await new Promise((resolve) => other.close(resolve));
  await assert.rejects(check(url), /nothing listens at 127\.0\.0\.1:\d+/);
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
  const error = await migrate(db).then(
    () => undefined,
    (fault: unknown) => unusable(fault, url.href),
  );
  assert.ok(error instanceof DatabaseUnusable);
  assert.match(error.message, /reader may not make tables in the database test_\w+\. Grant CREATE/);
});
