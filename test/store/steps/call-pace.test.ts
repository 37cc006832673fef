import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { pausePace, type Rate, takeCalls } from '../../../src/store/steps/call-pace.ts';
import { callsGiven, fullest, rememberCalls } from '../given-permits.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();

/** Takes one permit of one limit. Resolves with 0, or with the milliseconds to wait. */
async function takePermit(db: Db, name: string, rate: Rate, reserve: number): Promise<number> {
  return (await takeCalls(db, [{ name, rate, share: 1, reserve }], 1)).waitMs;
}

/** Takes one permit by the function of Teams' limits, which takes them one by one. */
async function takeSingly(db: Db, name: string, rate: Rate, reserve: number): Promise<number> {
  const { rows } = await sql<{ wait: number }>`
    select take_permit(${name}, ${rate.count}, make_interval(secs => ${rate.seconds}), ${reserve}) as wait`.execute(
    db,
  );
  return rows[0]?.wait ?? 0;
}

/** One caller. It asks again after each wait, until it has all permits. */
async function ask(db: Db, name: string, rate: Rate, want: { left: number; reserve: number }) {
  while (want.left > 0) {
    const take = want.left % 2 === 0 ? takePermit : takeSingly;
    const waitMs = await take(db, name, rate, want.reserve);
    if (waitMs === 0) want.left -= 1;
    else await setTimeout(waitMs);
  }
}

test('no span ever holds more permits than its count, with any callers at any speed', async (t) => {
  const { db } = await server.fresh(t);
  await rememberCalls(db);
  let run = 0;
  const rates = fc.record({
    count: fc.integer({ min: 1, max: 12 }),
    seconds: fc.constantFrom(0.1, 0.15, 0.2),
    callers: fc.integer({ min: 1, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(rates, async ({ count, seconds, callers }) => {
      run += 1;
      const name = `rate ${run}`;
      const rate = { count, seconds };
      const want = { left: count * 3, reserve: 0 };
      await Promise.all(Array.from({ length: callers }, () => ask(db, name, rate, want)));
      const times = await callsGiven(db, name);
      assert.ok(times.length >= count * 3);
      assert.ok(fullest(times, rate) <= count);
    }),
    { numRuns: 12 },
  );
});

test('bulk work leaves its reserve to people who wait', async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 10, seconds: 60 };
  const bulk: number[] = [];
  for (let n = 0; n < 10; n += 1) bulk.push(await takePermit(db, 'write', rate, 3));
  assert.equal(bulk.filter((wait) => wait === 0).length, 7);
  for (let n = 0; n < 3; n += 1) assert.equal(await takePermit(db, 'write', rate, 0), 0);
  assert.ok((await takePermit(db, 'write', rate, 0)) > 50_000);
});

test('replicas with different counts each keep their own, and neither starves', async (t) => {
  const { db } = await server.fresh(t);
  await rememberCalls(db);
  const narrow = { count: 4, seconds: 0.3 };
  const wide = { count: 9, seconds: 0.3 };
  await ask(db, 'write', wide, { left: 1, reserve: 0 });
  const asked = [narrow, wide].map(async (rate) => {
    const want = { left: 20, reserve: 0 };
    while (want.left > 0) {
      await ask(db, 'write', rate, { left: 1, reserve: 0 });
      want.left -= 1;
    }
  });
  await Promise.all(asked);
  const times = await callsGiven(db, 'write');
  assert.ok(times.length >= 40);
  assert.ok(fullest(times, wide) <= 9, `${fullest(times, wide)}`);
});

test('a wider limit counts the permits of the narrower one before it', async (t) => {
  const { db } = await server.fresh(t);
  for (let n = 0; n < 5; n += 1) {
    assert.equal(await takePermit(db, 'write', { count: 5, seconds: 60 }, 0), 0);
  }
  const wide = { count: 8, seconds: 60 };
  // The ring has forgotten all permits before these five. They are at least as old as the oldest of the five.
  assert.ok((await takePermit(db, 'write', wide, 0)) > 50_000);
  await sql`update pace_slot set taken_at = taken_at - interval '61 seconds' where slot in (0, 1)`.execute(
    db,
  );
  assert.equal(await takePermit(db, 'write', wide, 0), 0);
});

test('a narrower limit counts the permits of the wider one before it', async (t) => {
  const { db } = await server.fresh(t);
  for (let n = 0; n < 5; n += 1) {
    assert.equal(await takePermit(db, 'write', { count: 8, seconds: 60 }, 0), 0);
  }
  assert.ok((await takePermit(db, 'write', { count: 5, seconds: 60 }, 0)) > 50_000);
  assert.equal(await takePermit(db, 'write', { count: 8, seconds: 60 }, 0), 0);
});

test('a call that needs permits of two limits gets both or spends neither', async (t) => {
  const { db } = await server.fresh(t);
  const invitation = { name: 'invitation', rate: { count: 10, seconds: 60 }, share: 1, reserve: 0 };
  const write = { name: 'write', rate: { count: 3, seconds: 60 }, share: 1, reserve: 0 };
  assert.equal((await takeCalls(db, [invitation, write], 5)).given, 3);
  const none = await takeCalls(db, [write, invitation], 5);
  assert.equal(none.given, 0);
  assert.ok(none.waitMs > 50_000);
  assert.equal((await takeCalls(db, [invitation], 10)).given, 7);
});

test('a call of two writes needs two permits of the one limit', async (t) => {
  const { db } = await server.fresh(t);
  const write = { name: 'write', rate: { count: 7, seconds: 60 }, share: 2, reserve: 0 };
  assert.equal((await takeCalls(db, [write], 5)).given, 3);
  assert.equal((await takeCalls(db, [{ ...write, share: 1 }], 5)).given, 1);
});

test('callers that name two limits in different orders do not deadlock', async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 30, seconds: 60 };
  const both = ['invitation', 'write'].map((name) => ({ name, rate, share: 1, reserve: 0 }));
  const given = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      takeCalls(db, n % 2 === 0 ? both : both.toReversed(), 1 + (n % 3)),
    ),
  );
  assert.equal(
    given.reduce((sum, each) => sum + each.given, 0),
    30,
  );
});

test('the wait that a refused caller gets is long enough', async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 1, seconds: 0.2 };
  let waitMs = 0;
  // On a slow machine the next permit may be free already.
  while (waitMs === 0) waitMs = await takePermit(db, 'write', rate, 0);
  await setTimeout(waitMs);
  assert.equal(await takePermit(db, 'write', rate, 0), 0);
});

test('a pause stops everybody, and a shorter one does not end it early', async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 100, seconds: 1 };
  assert.equal(await takePermit(db, 'write', rate, 0), 0);
  await pausePace(db, 'write', 60);
  await pausePace(db, 'write', 1);
  const wait = await takePermit(db, 'write', rate, 0);
  assert.ok(wait > 50_000 && wait <= 60_000, `${wait}`);
});

test('a pause before the first permit counts too', async (t) => {
  const { db } = await server.fresh(t);
  await pausePace(db, 'invitation', 60);
  assert.ok((await takePermit(db, 'invitation', { count: 100, seconds: 1 }, 0)) > 50_000);
});

test("when the database's clock is set back no caller waits longer than a window, or than Graph asked", async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 5, seconds: 2 };
  const limit = { name: 'invitation', rate, share: 1, reserve: 0 };
  assert.equal((await takeCalls(db, [limit], 5)).given, 5);
  await sql`update pace_slot set taken_at = taken_at + interval '1 hour'`.execute(db);
  const { given, waitMs } = await takeCalls(db, [limit], 1);
  assert.equal(given, 0, 'the window stays as full as it was');
  assert.ok(waitMs <= 2_000, `${waitMs} ms`);
  await setTimeout(waitMs);
  assert.equal((await takeCalls(db, [limit], 5)).given, 5);

  await pausePace(db, 'invitation', 1);
  await sql`update pace_slot set taken_at = taken_at - interval '1 hour'`.execute(db);
  await sql`
    update pace set paused_at = paused_at + interval '30 days', paused_until = paused_until + interval '30 days'`.execute(
    db,
  );
  const paused = await takeCalls(db, [limit], 1);
  assert.equal(paused.given, 0, 'the pause is kept');
  assert.ok(paused.waitMs <= 1_000, `${paused.waitMs} ms`);
  await setTimeout(paused.waitMs);
  assert.equal((await takeCalls(db, [limit], 1)).given, 1);
});
