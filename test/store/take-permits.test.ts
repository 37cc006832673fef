import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SharedLimit, takePermits } from '../../src/store/pace.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();
const limit: SharedLimit = {
  name: 'teams',
  each: [
    { count: 2, seconds: 60 },
    { count: 3, seconds: 3600 },
  ],
  all: { count: 5, seconds: 60 },
};

test('each key has its own limit', async (t) => {
  const { db } = await server.fresh(t);
  for (let n = 0; n < 2; n += 1) {
    assert.deepEqual([...(await takePermits(db, limit, ['a'])).values()], [0]);
  }
  const waits = await takePermits(db, limit, ['b', 'a']);
  assert.equal(waits.get('b'), 0);
  assert.ok((waits.get('a') ?? 0) > 50_000);
});

test('all keys share one limit, and what one is refused another may still get later', async (t) => {
  const { db } = await server.fresh(t);
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const waits = [...(await takePermits(db, limit, keys)).values()];
  assert.equal(waits.filter((wait) => wait === 0).length, 5);
  assert.equal(waits.filter((wait) => wait > 50_000).length, 2);
});

test('a refusal by the short span takes nothing of the long one', async (t) => {
  const { db } = await server.fresh(t);
  const quick = {
    ...limit,
    each: [
      { count: 1, seconds: 0.2 },
      { count: 2, seconds: 3600 },
    ],
  };
  const ask = async () => (await takePermits(db, quick, ['a'])).get('a') ?? Number.NaN;
  assert.equal(await ask(), 0);
  for (let n = 0; n < 5; n += 1) assert.ok((await ask()) <= 200);
  // The long span has one left: the wait is the short span's, never an hour.
  let wait = await ask();
  while (wait > 0) wait = await ask();
  assert.ok((await ask()) > 0);
});

test('many who take the same keys in other orders do not hold each other up', async (t) => {
  const { db } = await server.fresh(t);
  const wide = {
    ...limit,
    each: [{ count: 1000, seconds: 60 }],
    all: { count: 1000, seconds: 60 },
  };
  const keys = Array.from({ length: 12 }, (_, n) => `conversation ${n}`);
  const turned = (by: number) => [...keys.slice(by), ...keys.slice(0, by)];
  const all = await Promise.all(keys.map((_, by) => takePermits(db, wide, turned(by))));
  assert.equal(all.length, 12);
  for (const waits of all) assert.deepEqual(new Set(waits.values()), new Set([0]));
});
