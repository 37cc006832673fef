import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { endCalls, takeCalls } from '../../../src/store/steps/call-pace.ts';
import { createPacer } from '../../../src/work/ledger/pacer.ts';
import { startDatabase } from '../../store/start-database.ts';
import { hurriedClock } from '../hurried-clock.ts';

const server = await startDatabase();

const rate = { count: 3, seconds: 30 };
const limit = { name: 'invitation', rate, share: 1, reserve: 0, statedSeconds: 30 };
const take = (db: Db, wanted = 1) => takeCalls(db, [limit], wanted);

/** So much time passes for the database: what it remembers is older by that. */
async function pass(db: Db, seconds: number): Promise<void> {
  await sql`update pace_slot set taken_at = taken_at - make_interval(secs => ${seconds})`.execute(
    db,
  );
  await sql`
    update pace_call set taken_at = taken_at - make_interval(secs => ${seconds}),
      over_at = over_at - make_interval(secs => ${seconds})`.execute(db);
}

const remembered = async (db: Db) =>
  (await sql<{ id: number }>`select id from pace_call order by id`.execute(db)).rows.map(
    ({ id }) => id,
  );

test('calls that are late leave no room to anybody, until Graph has surely let go of them', async (t) => {
  const { db } = await server.fresh(t);
  const { given, calls } = await take(db, 3);
  assert.equal(given, 3);
  await pass(db, 31);
  assert.equal((await take(db)).given, 0, 'nobody has answered them');
  await endCalls(db, calls.slice(0, 2));
  assert.equal((await take(db)).given, 0, 'they may have come to the door a moment ago');
  await pass(db, 20);
  await endCalls(db, calls);
  await pass(db, 11);
  assert.equal((await take(db, 3)).given, 2, 'the third was answered later');
});

test('a replica that died holds nobody up for long with the calls that it left behind', async (t) => {
  const { db } = await server.fresh(t);
  assert.equal((await take(db, 3)).given, 3);
  await pass(db, 35);
  assert.equal((await take(db)).given, 0);
  await pass(db, 6);
  const { given, calls } = await take(db, 3);
  assert.equal(given, 3);
  assert.deepEqual(await remembered(db), calls, 'the others are forgotten');
});

test('a clock of the database that is set back holds no late call longer than its window', async (t) => {
  const { db } = await server.fresh(t);
  const { calls } = await take(db, 3);
  await endCalls(db, calls);
  await pass(db, -3_600);
  assert.equal((await take(db)).given, 0);
  await pass(db, 30);
  assert.equal((await take(db, 3)).given, 3);
});

const moment = { invitation: { count: 3, seconds: 0.25 }, write: { count: 1_000, seconds: 60 } };

/** A replica whose calls lose patience after a few tries. */
function replica(db: Db) {
  const pacer = createPacer({ db, clock: hurriedClock() }, moment);
  const ask = () => pacer.permit(['invitation', 'write'], 'person');
  return {
    ...pacer,
    ask,
    async fill() {
      for (let n = 0; n < 3; n += 1) assert.equal(await ask(), true);
    },
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(5);
}

const waitsForLock = async (db: Db) =>
  (
    await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      db,
    )
  ).rows.length > 0;

test('a permit that waits for the database counts the calls that are late when it is given', async (t) => {
  const { db } = await server.fresh(t);
  const { ask, fill } = replica(db);
  await fill();
  const asked = await db.transaction().execute(async (trx) => {
    await sql`select 1 from pace where name = 'invitation' for update`.execute(trx);
    const given = ask();
    await until(() => waitsForLock(db));
    // The permits leave their window, and nobody has answered the calls.
    await setTimeout(400);
    return { given };
  });
  assert.equal(await asked.given, false);
});

test('an end that the database could not be told is told with the next', async (t) => {
  const { db } = await server.fresh(t);
  const { fill, over } = replica(db);
  await fill();
  await sql`alter table pace_call rename to away`.execute(db);
  over();
  await setTimeout(50);
  await sql`alter table away rename to pace_call`.execute(db);
  over();
  await until(
    async () =>
      (await sql`select 1 from pace_call where over_at is not null`.execute(db)).rows.length === 2,
  );
});
