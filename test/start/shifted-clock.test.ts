import assert from 'node:assert/strict';
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { shiftedClock } from '../../bot/start/shifted-clock.ts';
import { applyProjectsFile } from '../../bot/start/watch-projects.ts';
import { createLog } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';

const still = { now: () => new Date(0), sleep: async () => undefined };

async function fileWith(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-shifted-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'offset.txt');
  await writeFile(file, text);
  return file;
}

test('the clock is ahead by the milliseconds in the file, and follows its changes', async (t) => {
  const file = await fileWith(t, '1000\n');
  const clock = await shiftedClock(still, file);
  assert.equal(clock.now().getTime(), 1000);
  await writeFile(file, '86400000');
  while (clock.now().getTime() !== 86_400_000) await pause(20);
  await writeFile(file, '');
  await unlink(file);
  await writeFile(file, '90000000');
  while (clock.now().getTime() !== 90_000_000) {
    assert.equal(clock.now().getTime(), 86_400_000, 'an empty file turns nothing back');
    await pause(20);
  }
});

test('a missing file, or one without milliseconds, stops the start', async (t) => {
  for (const text of ['', 'P1D', '-5', '1e3'])
    await assert.rejects(shiftedClock(still, await fileWith(t, text)), /CLOCK_OFFSET_FILE/);
  const missing = join(tmpdir(), 'guestlist-no-such-file');
  await assert.rejects(shiftedClock(still, missing), {
    message: `CLOCK_OFFSET_FILE: the bot cannot read ${missing}: there is no such file.`,
  });
  await assert.rejects(
    shiftedClock(still, tmpdir()),
    /^Error: CLOCK_OFFSET_FILE: .*: it is a folder\.$/,
  );
});

test('a missing projects file stops the start with its variable and its path', async () => {
  const missing = join(tmpdir(), 'guestlist-no-such-file');
  const log = createLog({ level: 'error', write() {} });
  const nowhere = { connectionString: 'postgres://127.0.0.1:9/none', maxConnections: 1 };
  const { db } = openDatabase({ ...nowhere, onIdleError() {} });
  await assert.rejects(applyProjectsFile({ db, clock: still, log }, missing), {
    message: `PROJECTS_FILE: the bot cannot read ${missing}: there is no such file.`,
  });
});
