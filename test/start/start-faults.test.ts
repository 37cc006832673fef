import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { shareDatabase } from '../journeys/share-database.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { ask, serverPid, serverUrl } from '../store/embedded-place.ts';

const nowhere = { tenant: { url: 'http://127.0.0.1:9' }, teams: { setBot: () => undefined } };

test('a bot whose database refuses it says so and ends', async (t) => {
  const stack = new AsyncDisposableStack();
  t.after(() => stack.disposeAsync());
  const { DATABASE_URL } = await shareDatabase(stack);
  const url = new URL(DATABASE_URL);
  url.password = 'hunter2';
  await assert.rejects(runBot({ ...nowhere, database: { DATABASE_URL: url.href } }), (error) => {
    assert.ok(error instanceof Error);
    assert.match(error.message, /it ended with 1\./);
    assert.match(error.message, /DATABASE_URL: the server at .* refuses the password of guestlist/);
    assert.doesNotMatch(error.message, /hunter2|at .*\.ts:\d/);
    return true;
  });
});

test('a bot outlives the session that holds its lock, and ends with its embedded database', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-lost-'));
  await chmod(folder, 0o755);
  t.after(() => rm(folder, { recursive: true, force: true }));
  const bot = await runBot({ ...nowhere, database: { DATA_DIR: folder } });
  t.after(() => bot.stop());
  const before = bot.pid();
  const end = "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'";
  await ask(await serverUrl(folder), end);
  await bot.logged(({ event }) => event === 'database lock taken again');
  assert.equal((await fetch(`${bot.url}/readyz`)).status, 200);
  assert.equal(bot.pid(), before);
  process.kill(await serverPid(folder), 'SIGQUIT');
  assert.deepEqual(await bot.exited, { code: 1, signal: null });
  const last = bot.log().filter(({ event }) => event === 'embedded database lost');
  assert.equal(last.length, 1);
  assert.ok(last[0]?.error, 'with what happened to it');
});
