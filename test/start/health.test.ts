import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchHealth } from '../../bot/start/health.ts';

const pool = { answers: async () => true, silentMs: () => 0 };

test('the bot asks the database once a second, however often a probe asks whether the bot is ready', async () => {
  let now = 0;
  let asked = 0;
  const queue = {
    check: async () => {
      asked += 1;
      if (asked === 2) throw new Error('away');
    },
  };
  const health = watchHealth([pool], queue, () => now);
  const ask = () => Promise.all(Array.from({ length: 600 }, () => health.ready()));
  assert.ok((await ask()).every(Boolean));
  now = 999;
  assert.ok((await ask()).every(Boolean));
  assert.equal(asked, 1);
  now = 1_000;
  assert.ok((await ask()).every((ready) => !ready));
  assert.equal(asked, 2);
});

test('the bot is not ready while any pool that a turn needs cannot connect', async () => {
  const away = { answers: async () => false, silentMs: () => 0 };
  const queue = { check: async () => undefined };
  const readyWith = (...pools: (typeof pool)[]) => watchHealth(pools, queue, () => 0).ready();
  assert.deepEqual(
    [await readyWith(pool, pool), await readyWith(pool, away), await readyWith(away, pool)],
    [true, false, false],
  );
});
