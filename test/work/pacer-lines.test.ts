import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { createPacer } from '../../src/work/ledger/pacer.ts';
import type { Clock } from '../../src/work/runtime/work-deps.ts';
import { startDatabase } from '../store/start-database.ts';
import { hurriedClock } from './hurried-clock.ts';

const server = await startDatabase();
const clock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await setTimeout(ms, undefined, { signal }).catch(() => undefined);
  },
};

const moment = (count: number) => ({ count, seconds: 0.25 });
const minute = (count: number) => ({ count, seconds: 60 });

const takenOf = async (db: Db, name: string) => {
  const { rows } = await sql<{ head: number }>`select head from pace where name = ${name}`.execute(
    db,
  );
  return rows[0]?.head ?? 0;
};

test('a waiting call gets its permit as soon as the window has room, and no window holds more than its count', async (t) => {
  const { db } = await server.fresh(t);
  const pacer = createPacer({ db, clock }, { invitation: moment(20), write: moment(20) });
  const all = await Promise.all(
    Array.from({ length: 60 }, async () => {
      const given = await pacer.permit(['invitation', 'write'], 'person');
      pacer.over();
      return given;
    }),
  );
  assert.ok(all.every((given) => given));
  assert.equal(await takenOf(db, 'invitation'), 60);
  assert.equal(await takenOf(db, 'write'), 60);
});

test('the pacer spreads invitations over their window', async (t) => {
  const { db } = await server.fresh(t);
  const pacer = createPacer(
    { db, clock: hurriedClock() },
    { invitation: minute(40), write: minute(40) },
  );
  const asked = Array.from({ length: 30 }, () => pacer.permit(['invitation', 'write'], 'person'));
  // A waiting call is patient for three seconds of this minute.
  const given = (await Promise.all(asked)).filter((each) => each).length;
  assert.equal(given, 2);
  assert.equal(await takenOf(db, 'invitation'), 2);
});

test('a call without an answer counts as long as it may still reach Graph', async (t) => {
  const { db } = await server.fresh(t);
  const pacer = createPacer({ db, clock }, { invitation: moment(20), write: minute(100) });
  for (let n = 0; n < 20; n += 1) {
    assert.equal(await pacer.permit(['invitation', 'write'], 'person'), true);
  }
  for (let n = 0; n < 5; n += 1) pacer.over();
  const more = Array.from({ length: 20 }, () => pacer.permit(['invitation', 'write'], 'person'));
  const first = await Promise.all(more.slice(0, 5));
  assert.ok(first.every(Boolean));
  // Twice the window, in which none of the others is answered.
  const rest = Promise.race([...more.slice(5), setTimeout(500, 'nobody')]);
  assert.equal(await rest, 'nobody');
  assert.equal(await takenOf(db, 'invitation'), 25);
  for (let n = 0; n < 20; n += 1) pacer.over();
  assert.equal(await Promise.all(more).then((all) => all.every(Boolean)), true);
});

test('an invitation that gets no write spends no permit to invite', async (t) => {
  const { db } = await server.fresh(t);
  const pacer = createPacer(
    { db, clock: hurriedClock() },
    { invitation: minute(100), write: minute(4) },
  );
  const asked = Array.from({ length: 10 }, () => pacer.permit(['invitation', 'write'], 'person'));
  const given = (await Promise.all(asked)).filter((each) => each);
  assert.equal(given.length, 4);
  assert.equal(await takenOf(db, 'invitation'), 4);
});

test('a call that waits too long goes back to the ledger', async (t) => {
  const { db } = await server.fresh(t);
  const pacer = createPacer(
    { db, clock: hurriedClock() },
    { invitation: minute(1), write: minute(1) },
  );
  assert.equal(await pacer.permit(['write'], 'person'), true);
  assert.equal(await pacer.permit(['write'], 'person'), false);
});

test('bulk work leaves a share of the window to people who wait', async (t) => {
  const { db } = await server.fresh(t);
  const rates = { invitation: minute(80), write: minute(80) };
  const pacer = createPacer({ db, clock: hurriedClock() }, rates);
  const bulk = Array.from({ length: 80 }, () => pacer.permit(['write'], 'bulk'));
  assert.equal((await Promise.all(bulk)).filter((given) => given).length, 79);
  assert.equal(await takenOf(db, 'write'), 79);
  assert.equal(await pacer.permit(['write'], 'person'), true);
});

test('a pause that Graph asked for stops every replica', async (t) => {
  const { db } = await server.fresh(t);
  const rates = { invitation: minute(80), write: minute(80) };
  const one = createPacer({ db, clock }, rates);
  const two = createPacer({ db, clock: hurriedClock() }, rates);
  await one.pause('invitation', 60);
  assert.equal(await two.permit(['write'], 'person'), true);
  assert.equal(await two.permit(['invitation', 'write'], 'person'), false);
});

test('a database that does not answer fails the waiting calls', async (t) => {
  const { db } = await server.fresh(t);
  await sql`drop function take_calls`.execute(db);
  const pacer = createPacer({ db, clock }, { invitation: moment(5), write: moment(5) });
  await assert.rejects(pacer.permit(['write'], 'person'), /take_calls/);
});

/** Milliseconds until a delayed batch of calls arrives. It models a machine that stands still in between. */
const untilDoorOpens = (everyMs: number) => everyMs - (performance.now() % everyMs);

test('no window at Graph holds more calls than its limit, however late calls arrive', async (t) => {
  const { db } = await server.fresh(t);
  const stated = { count: 60, seconds: 1 };
  const arrivals: number[] = [];
  const replicas = [0, 1].map(() =>
    createPacer({ db, clock }, { invitation: stated, write: minute(1_000) }),
  );
  const callAll = async (pacer: (typeof replicas)[number]) => {
    const call = async () => {
      while (!(await pacer.permit(['invitation', 'write'], 'bulk')));
      await setTimeout(untilDoorOpens(700));
      arrivals.push(performance.now());
      await setTimeout(50);
      pacer.over();
    };
    await Promise.all(Array.from({ length: 120 }, call));
  };
  await Promise.all(replicas.map(callAll));
  assert.equal(arrivals.length, 240);
  const fullest = Math.max(
    ...arrivals.map(
      (from) => arrivals.filter((at) => at >= from && at < from + stated.seconds * 1000).length,
    ),
  );
  t.diagnostic(`${fullest} in the fullest`);
  assert.ok(fullest <= stated.count, `${fullest} in one second`);
});
