import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { keepActivities } from '../../bot/activities/keep-activities.ts';
import { startDatabase } from '../store/start-database.ts';

const server = await startDatabase();
const tenantId = 'c0000000-0000-4000-8000-000000000001';
const incoming = (activityId: string) => ({
  key: { tenantId, conversationId: 'a:chat', activityId },
  personId: 'alex',
});
const names = (count: number) => Array.from({ length: count }, (_, n) => `activity ${n}`);
const at = (seconds: number) => ({
  now: () => new Date(Date.UTC(2026, 5, 1) + seconds * 1000),
  moment: () => seconds * 1000,
});
const noRoom = { keep: () => undefined };

test('two replicas that get the same hundred activities at once handle each once', async (t) => {
  const { light } = await server.fresh(t);
  const replicas = [keepActivities(light, noRoom, at(0)), keepActivities(light, noRoom, at(0))];
  const all = names(100);
  const begun = await Promise.all(
    replicas.flatMap((replica, n) =>
      (n === 0 ? all : all.toReversed()).map((id) => replica.begin(incoming(id))),
    ),
  );
  assert.equal(begun.filter(({ kind }) => kind === 'first').length, 100);
  assert.equal(begun.filter(({ kind }) => kind === 'busy').length, 100);
});

test('another replica begins an activity of a dead one again after the lease', async (t) => {
  const { light } = await server.fresh(t);
  const all = names(20);
  const died = keepActivities(light, noRoom, at(0));
  await Promise.all(all.map((id) => died.begin(incoming(id))));
  // The dead replica had ended half of the activities.
  const ended = all.slice(0, 10);
  await Promise.all(ended.map((id) => died.finish(incoming(id).key, { status: 200, body: id })));
  const other = keepActivities(light, noRoom, at(31));
  const begun = await Promise.all(all.map((id) => other.begin(incoming(id))));
  for (const [n, each] of begun.entries()) {
    if (n < 10) assert.deepEqual(each, { kind: 'done', answer: { status: 200, body: all[n] } });
    else assert.deepEqual(each, { kind: 'first', known: undefined, counted: undefined });
  }
});

test('an activity that the database refuses fails no other of its batch', async (t) => {
  const { light } = await server.fresh(t);
  const seen = keepActivities(light, noRoom, at(0));
  const bad = 'not \u0000 text';
  const begun = await Promise.allSettled(
    [...names(5), bad, 'last'].map((id) => seen.begin(incoming(id))),
  );
  assert.deepEqual(
    begun.map((each) => (each.status === 'fulfilled' ? each.value.kind : 'rejected')),
    ['first', 'first', 'first', 'first', 'first', 'rejected', 'first'],
  );
  const ends = await Promise.allSettled(
    [...names(5), 'last'].map((id, n) =>
      seen.finish(incoming(id).key, { status: 200, body: n === 3 ? bad : 'good' }),
    ),
  );
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  );
});

test('a lock on the table of activities loses no message', async (t) => {
  const { db, light } = await server.fresh(t);
  const seen = keepActivities(light, noRoom, at(0));
  const locked = Promise.withResolvers<void>();
  const refused = Promise.withResolvers<void>();
  const counted: typeof light = (statement, values) =>
    light<never>(statement, values).catch((error: unknown) => {
      refused.resolve();
      throw error;
    });
  const lock = db.transaction().execute(async (trx) => {
    await sql`lock table activity in access exclusive mode`.execute(trx);
    locked.resolve();
    await refused.promise;
  });
  await locked.promise;
  const hurried = keepActivities(counted, noRoom, at(0));
  const begun = await Promise.all(names(3).map((id) => hurried.begin(incoming(id))));
  await lock;
  assert.deepEqual(
    begun.map(({ kind }) => kind),
    ['first', 'first', 'first'],
  );
  assert.equal((await seen.begin(incoming('activity 0'))).kind, 'busy');
});

test('the bot writes many activities of the same moment in few statements', async (t) => {
  const { db, light } = await server.fresh(t);
  let statements = 0;
  const counted: typeof light = (statement, values) => {
    statements += 1;
    return light(statement, values);
  };
  const seen = keepActivities(counted, noRoom, at(0));
  await Promise.all(names(50).map((id) => seen.begin(incoming(id))));
  assert.equal(statements, 2);
  const { rows } = await sql`select 1 from activity`.execute(db);
  assert.equal(rows.length, 50);
});
