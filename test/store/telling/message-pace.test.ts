import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import type { Light } from '../../../src/store/fast-database.ts';
import { holdMessages, type MessageLimit } from '../../../src/store/telling/message-pace.ts';
import { fullest, permitsGiven, rememberPermits } from '../given-permits.ts';
import { startDatabase } from '../start-database.ts';
import { waitTimes } from '../wait-times.ts';

const server = await startDatabase();
const limit: MessageLimit = {
  each: [
    { count: 2, seconds: 60 },
    { count: 3, seconds: 3600 },
  ],
  all: { count: 5, seconds: 60 },
};

test('each conversation has its own limit', async (t) => {
  const { light } = await server.fresh(t);
  for (let n = 0; n < 2; n += 1) {
    assert.deepEqual(await waitTimes(light, limit, ['a']), [0]);
  }
  const [b, a = 0] = await waitTimes(light, limit, ['b', 'a']);
  assert.equal(b, 0);
  assert.ok(a > 50_000);
});

test('all conversations share one limit, and a refused conversation loses no permit of its own', async (t) => {
  const { db, light } = await server.fresh(t);
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const waits = await waitTimes(light, limit, keys);
  assert.deepEqual(waits.slice(0, 5), [0, 0, 0, 0, 0]);
  assert.ok(waits.slice(5).every((wait) => wait > 50_000));
  assert.deepEqual(await sentOf(db), { '': 5, a: 1, b: 1, c: 1, d: 1, e: 1, f: 0, g: 0 });
});

async function sentOf(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ conversation: string; sent: number }>`
    select conversation, sent from message_pace`.execute(db);
  return Object.fromEntries(rows.map(({ conversation, sent }) => [conversation, sent]));
}

test('a refusal by one span takes no permit of another', async (t) => {
  const { db, light } = await server.fresh(t);
  const both = {
    ...limit,
    each: [
      { count: 1, seconds: 60 },
      { count: 2, seconds: 3600 },
    ],
  };
  const ask = async () => (await waitTimes(light, both, ['a']))[0] ?? Number.NaN;
  assert.equal(await ask(), 0);
  // The long span has one permit left, so the wait is that of the short span, never an hour.
  for (let n = 0; n < 5; n += 1) assert.ok((await ask()) <= 60_000);
  await sql`
    update message_pace set lately = (
      select array_agg(at - interval '1 minute' order by nr) from unnest(lately) with ordinality as each(at, nr))`.execute(
    db,
  );
  assert.equal(await ask(), 0);
  assert.ok((await ask()) > 3_500_000);
});

test('callers that name the same conversations in different orders do not deadlock', async (t) => {
  const { light } = await server.fresh(t);
  const wide = { each: [{ count: 1000, seconds: 60 }], all: { count: 50, seconds: 0.001 } };
  const keys = Array.from({ length: 12 }, (_, n) => `conversation ${n}`);
  const turned = (by: number) => [...keys.slice(by), ...keys.slice(0, by)];
  const all = await Promise.all(keys.map((_, by) => waitTimes(light, wide, turned(by))));
  assert.deepEqual(new Set(all.flat()), new Set([0]));
});

/** Takes permits of one conversation, again after each wait, until it has all. */
async function ask(light: Light, all: MessageLimit, conversation: string, want: { left: number }) {
  while (want.left > 0) {
    const [waitMs = 0] = await waitTimes(light, all, [conversation]);
    if (waitMs === 0) want.left -= 1;
    else await setTimeout(waitMs);
  }
}

test('no span ever holds more messages than its count, of one conversation or of all', async (t) => {
  const { db, light } = await server.fresh(t);
  await rememberPermits(db);
  let run = 0;
  const limits = fc.record({
    short: fc.integer({ min: 1, max: 6 }),
    long: fc.integer({ min: 6, max: 60 }),
    everybody: fc.integer({ min: 2, max: 20 }),
    callers: fc.integer({ min: 1, max: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(limits, async ({ short, long, everybody, callers }) => {
      await sql`delete from given`.execute(db);
      run += 1;
      const each = [
        { count: short, seconds: 0.05 },
        { count: long, seconds: 0.2 },
      ];
      const all = { count: everybody, seconds: 0.1 };
      const names = ['a', 'b', 'c'].map((name) => `${name} ${run}`);
      await Promise.all(
        names.flatMap((name) => {
          const want = { left: short * 3 };
          return Array.from({ length: callers }, () => ask(light, { each, all }, name, want));
        }),
      );
      for (const name of names) {
        const times = await permitsGiven(db, name);
        assert.ok(times.length >= short * 3);
        for (const rate of each) assert.ok(fullest(times, rate) <= rate.count);
      }
      assert.ok(fullest(await permitsGiven(db, ''), all) <= all.count);
    }),
    { numRuns: 12 },
  );
});

const hour = 3600;
const never = { count: 60, seconds: -2 * hour };
for (const [what, held] of [
  ['a short span', { each: [{ count: 1, seconds: 60 }], all: never }],
  ['a long span', { each: [{ count: 61, seconds: 60 }], all: never }],
  ['the span of the whole tenant', { each: [], all: { count: 1, seconds: 60 } }],
] as const) {
  test(`a permit for later use counts for ${what} at its latest time`, async (t) => {
    const { light } = await server.fresh(t);
    for (let given = held.each[0]?.count ?? 1; given > 0; given -= 1) {
      assert.deepEqual(await waitTimes(light, held, ['a'], hour), [0]);
    }
    const [wait = 0] = await waitTimes(light, held, ['a']);
    assert.ok(wait > (hour + 50) * 1000, String(wait));
  });
}

test('the longest span fills to its count once, and then to at most 29 fewer', async (t) => {
  const { db, light } = await server.fresh(t);
  const wide = { count: 60, seconds: 0.000_001 };
  const hour = { each: [{ count: 1800, seconds: 3600 }], all: wide };
  const takeSixty = async () =>
    (await waitTimes(light, hour, Array(60).fill('a'))).filter((wait) => wait === 0).length;
  for (let sent = 0; sent < 1800; sent += 60) assert.equal(await takeSixty(), 60);
  assert.equal(await takeSixty(), 0);
  // Moves the first 45 an hour back. 45 permits may follow, and the database knows that 30 are free.
  await sql`
    update message_pace set thirtieth = (
      select array_agg(case when nr <= 2 then at - interval '1 hour' else at end order by nr)
      from unnest(thirtieth) with ordinality as each(at, nr))
    where conversation = 'a'`.execute(db);
  const given = await takeSixty();
  assert.ok(given <= 45 && given >= 45 - 29, String(given));
});

test("when the database's clock is set back no caller waits longer than a window, or than Teams asked", async (t) => {
  const { db, light } = await server.fresh(t);
  const short: MessageLimit = { each: [{ count: 2, seconds: 1 }], all: { count: 5, seconds: 1 } };
  const ask = async () => (await waitTimes(light, short, ['a']))[0] ?? Number.NaN;
  assert.deepEqual([await ask(), await ask()], [0, 0]);
  await sql`
    update message_pace set taken_at = taken_at + interval '30 days', lately = array(
      select at + interval '30 days' from unnest(lately) with ordinality as ring (at, nr) order by nr)`.execute(
    db,
  );
  const wait = await ask();
  assert.ok(wait > 0 && wait <= 1_000, `${wait} ms`);
  await setTimeout(wait);
  assert.equal(await ask(), 0);

  await holdMessages(light, 'a', 1);
  await sql`
    update message_pace set not_before = not_before + interval '1 hour', held_at = held_at + interval '1 hour'`.execute(
    db,
  );
  const held = await ask();
  assert.ok(held > 0 && held <= 1_000, `${held} ms`);
  await setTimeout(held);
  assert.equal(await ask(), 0);
});
