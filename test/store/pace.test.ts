import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { pausePace, type Rate, takePermit } from '../../src/store/pace.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();

/** Remembers every moment at which a permit was given, which the ring itself forgets. */
async function remember(db: Db): Promise<void> {
  await sql
    .raw(`
    create table given (name text, at timestamptz);
    create function note() returns trigger language plpgsql as $$
    begin insert into given values (new.name, new.taken_at); return new; end $$;
    create trigger noting after insert or update on pace_slot for each row execute function note();`)
    .execute(db);
}

async function givenIn(db: Db, name: string): Promise<number[]> {
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from at) * 1000)::float8 as at from given where name = ${name} order by at`.execute(
    db,
  );
  return rows.map(({ at }) => at);
}

/** One caller, who asks again as soon as it makes sense, until everything was given. */
async function ask(db: Db, name: string, rate: Rate, want: { left: number; reserve: number }) {
  while (want.left > 0) {
    const waitMs = await takePermit(db, name, rate, want.reserve);
    if (waitMs === 0) want.left -= 1;
    else await setTimeout(waitMs);
  }
}

/** The most that any span of the rate's length held. */
function fullest(times: readonly number[], rate: Rate): number {
  return Math.max(
    0,
    ...times.map(
      (from) => times.filter((at) => at >= from && at < from + rate.seconds * 1000).length,
    ),
  );
}

test('no span ever holds more permits than its count, whoever asks and however fast', async (t) => {
  const { db } = await server.fresh(t);
  await remember(db);
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
      const times = await givenIn(db, name);
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

test('another count starts full, because what was taken before is unknown to it', async (t) => {
  const { db } = await server.fresh(t);
  assert.equal(await takePermit(db, 'write', { count: 5, seconds: 60 }, 0), 0);
  assert.ok((await takePermit(db, 'write', { count: 8, seconds: 60 }, 0)) > 0);
});

test('the wait that is named is long enough', async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 1, seconds: 0.2 };
  await takePermit(db, 'write', rate, 0);
  await setTimeout(await takePermit(db, 'write', rate, 0));
  assert.equal(await takePermit(db, 'write', rate, 0), 0);
});

test('a pause holds everybody, and a shorter one does not end it early', async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 100, seconds: 1 };
  assert.equal(await takePermit(db, 'write', rate, 0), 0);
  await pausePace(db, 'write', 60);
  await pausePace(db, 'write', 1);
  const wait = await takePermit(db, 'write', rate, 0);
  assert.ok(wait > 50_000 && wait <= 60_000, `${wait}`);
});

test('a pause before the first permit holds too', async (t) => {
  const { db } = await server.fresh(t);
  await pausePace(db, 'invitation', 60);
  assert.ok((await takePermit(db, 'invitation', { count: 100, seconds: 1 }, 0)) > 50_000);
});
