import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Light } from '../../../src/store/fast-database.ts';
import { type MessageLimit, takeMessagePermits } from '../../../src/store/telling/message-pace.ts';
import { permitsGiven, rememberPermits } from '../given-permits.ts';
import { startDatabase } from '../start-database.ts';
import { waitTimes } from '../wait-times.ts';

const server = await startDatabase();
const few: MessageLimit = {
  each: [{ count: 2, seconds: 60 }],
  all: { count: 60, seconds: 0.000_001 },
};

/** Takes permits one after another. Returns the times that name them, in the order in which they were given. */
async function takeSome(light: Light, all: MessageLimit, count: number): Promise<number[]> {
  const given: number[] = [];
  while (given.length < count) {
    const [permit] = await takeMessagePermits(light, all, [{ conversation: 'a' }]);
    assert.ok(permit?.wait === 0);
    given.push(permit.at);
  }
  return given;
}

const plenty: MessageLimit = { each: [], all: { count: 60, seconds: 0.000_001 } };

test('an unused permit no longer counts, and every used one does', async (t) => {
  const { light } = await server.fresh(t);
  const [first = 0, second = 0] = await takeSome(light, few, 2);
  const ask = async (unused?: number) =>
    (await takeMessagePermits(light, few, [{ conversation: 'a', unused }]))[0]?.wait ?? 0;
  assert.ok((await ask()) > 50_000);
  assert.equal(await ask(first), 0);
  assert.ok((await ask()) > 50_000);
  assert.equal(await ask(second), 0);
  assert.ok((await ask()) > 50_000);
});

test('the ring keeps the last sixty permits that were used, in their order', async (t) => {
  const { db, light } = await server.fresh(t);
  await rememberPermits(db);
  await takeSome(light, plenty, 100);
  const before = await permitsGiven(db, 'a');
  for (const at of [99, 70, 41]) {
    // Two microseconds later, because a number of milliseconds is not exact to one.
    const unused = (before[at] ?? 0) + 0.002;
    const asked = [{ conversation: 'a', unused }];
    await takeMessagePermits(light, { ...plenty, each: [{ count: 1, seconds: 3600 }] }, asked);
  }
  const kept = before.filter((_, at) => ![99, 70, 41].includes(at));
  const { rows } = await sql<{ at: number; sent: number }>`
    select (extract(epoch from lately[1 + nr % 60]) * 1000)::float8 as at, sent
    from message_pace, generate_series(sent - 60, sent - 1) as nr where conversation = 'a' order by nr`.execute(
    db,
  );
  assert.equal(rows[0]?.sent, 97);
  // What the ring had forgotten is at the latest as old as the oldest that it knew.
  const oldest = Array<number | undefined>(3).fill(before[40]);
  assert.deepEqual(
    rows.map(({ at }) => at),
    [...oldest, ...kept.slice(-57)],
  );
});

test('a caller that never uses a permit has room for the next one, in long spans too', async (t) => {
  const { db, light } = await server.fresh(t);
  for (let n = 0; n < 31; n += 1) await waitTimes(light, plenty, Array(60).fill('a'));
  await sql`
    update message_pace set lately = array(
      select at - interval '2 hours' from unnest(lately) with ordinality as ring (at, nr) order by nr),
    thirtieth = array(
      select at - interval '2 hours' from unnest(thirtieth) with ordinality as ring (at, nr) order by nr)`.execute(
    db,
  );
  const hourly = { ...plenty, each: [{ count: 1800, seconds: 3600 }] };
  for (let n = 0; n < 65; n += 1) {
    const [unused] = await takeSome(light, hourly, 1);
    const asked = [{ conversation: 'a', unused }];
    assert.equal((await takeMessagePermits(light, hourly, asked))[0]?.wait, 0);
  }
});
