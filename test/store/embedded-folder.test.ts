import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import { DataFolderInUse } from '../../src/store/postgres/hold-folder.ts';
import { ask, botOn, killed, placeFor, serverPid, silent } from './embedded-place.ts';

test('rows survive a restart', async (t) => {
  const { folder, open } = await placeFor(t);
  const first = await openEmbedded(folder, { log: silent });
  await ask(first.connectionString, 'create table kept as select 42 as answer');
  await first.close();
  const second = await open(folder);
  assert.equal(await ask(second.connectionString, 'select answer from kept'), '42');
});

test('the server has ended when close returns, and a second close is harmless', async (t) => {
  const { folder } = await placeFor(t);
  const opened = await openEmbedded(folder, { log: silent });
  await Promise.all([opened.close(), opened.close()]);
  await assert.rejects(serverPid(folder), { code: 'ENOENT' });
  await assert.rejects(ask(opened.connectionString, 'select 1'), { code: 'ECONNREFUSED' });
});

test('a bot adopts the server that outlived a killed bot, and starts no second one', async (t) => {
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

test('the folder refuses a second bot, and the first goes on', async (t) => {
  const { folder, open } = await placeFor(t);
  const first = await open(folder);
  await assert.rejects(openEmbedded(folder, { log: silent }), (error) => {
    assert.ok(error instanceof DataFolderInUse);
    assert.ok(error.message.includes(folder));
    return true;
  });
  assert.equal(await ask(first.connectionString, 'select 1'), '1');
});

test('when several bots start at once on an empty folder exactly one gets it', async (t) => {
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
