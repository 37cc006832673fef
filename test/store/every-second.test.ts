import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Db } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import { countCalls } from './count-calls.ts';
import { startDatabase, startQueue } from './start-database.ts';

const server = await startDatabase();

test('a job that is due every second runs on one of two replicas at a time', async (t) => {
  const database = await server.fresh(t);
  const replicas = [await startQueue(t, database), await startQueue(t, database)];
  const runs = countCalls();
  let running = 0;
  let most = 0;
  for (const queue of replicas) {
    await queue.every('poll-redemptions', 1, async () => {
      running += 1;
      most = Math.max(most, running);
      runs.call();
      await sql`select pg_sleep(0.2)`.execute(database.db);
      running -= 1;
    });
  }
  const began = performance.now();
  await runs.reaches(4);
  assert.equal(most, 1);
  // Four runs have three pauses of a second. Two chains would need half the time.
  assert.ok(performance.now() - began > 2_000);
});

test('no run starts beside one that takes longer than its pause, and the next is not late', async (t) => {
  const database = await server.fresh(t);
  const replicas = [await startQueue(t, database), await startQueue(t, database)];
  const runs = countCalls();
  const long = Promise.withResolvers<void>();
  for (const queue of replicas) {
    await queue.every('poll-redemptions', 1, async () => {
      runs.call();
      if (runs.calls() === 1) await long.promise;
    });
  }
  await runs.reaches(1);
  const passed = async () => {
    const { rows } = await sql<{ passed: number }>`
      select count(*)::integer as passed from pgboss.job where name = 'poll-redemptions' and state = 'completed'`.execute(
      database.db,
    );
    return rows[0]?.passed ?? 0;
  };
  while ((await passed()) < 3) await setTimeout(100);
  assert.equal(runs.calls(), 1);
  long.resolve();
  await runs.reaches(3);
});

test('a failed run does not end the chain', async (t) => {
  const database = await server.fresh(t);
  const queue = await startQueue(t, database);
  const runs = countCalls();
  await queue.every('sweep-pending', 1, () => {
    runs.call();
    return Promise.reject(new Error('Graph did not answer'));
  });
  await runs.reaches(3);
});

test('a database that fails before it stores the next run does not end the chain', async (t) => {
  const database = await server.fresh(t);
  const queue = await startQueue(t, database);
  const runs = countCalls();
  await queue.every('keep-house', 1, async () => runs.call());
  await runs.reaches(1);
  await sql
    .raw(`
    create sequence public.failures;
    create function public.fail_once() returns trigger language plpgsql as $$
    begin
      if nextval('public.failures') = 1 then raise exception 'the connection was lost'; end if;
      return new;
    end $$;
    create trigger failing before insert on pgboss.job for each row execute function public.fail_once();`)
    .execute(database.db);
  const before = runs.calls();
  await runs.reaches(before + 3);
});

/** Moves the stored times an hour ahead, which has the effect of a database clock that is set back. */
const setBack = (db: Db) =>
  sql`
    update pgboss.job set start_after = start_after + interval '1 hour',
      heartbeat_on = heartbeat_on + interval '1 hour', started_on = started_on + interval '1 hour';
    update pgboss.queue set monitor_on = now() + interval '1 hour', monitor_claim_on = now() + interval '1 hour',
      maintain_on = now() + interval '1 hour'`.execute(db);

test("when the database's clock is set back by an hour no run is late by more than its interval", async (t) => {
  const database = await server.fresh(t);
  const queue = await startQueue(t, database);
  const runs = countCalls();
  await queue.every('often', 2, async () => runs.call());
  await runs.reaches(1);
  await setBack(database.db);
  const done = Promise.withResolvers<number>();
  await queue.work('ask-approval', async ({ approvalId }) => done.resolve(approvalId));
  await queue.send(database.db, 'ask-approval', { approvalId: 7 });
  const since = performance.now();
  await runs.reaches(runs.calls() + 3);
  assert.equal(await done.promise, 7);
  assert.ok(performance.now() - since < 30_000);
});

test('a chain goes on after the loss of its next run', async (t) => {
  const database = await server.fresh(t);
  const queue = await startQueue(t, database);
  const runs = countCalls();
  await queue.every('often', 1, async () => runs.call());
  await runs.reaches(1);
  await sql`delete from pgboss.job where name = 'often' and state < 'active'`.execute(database.db);
  await runs.reaches(runs.calls() + 2);
});

test('a shorter interval applies from the start that configures it', async (t) => {
  const database = await server.fresh(t);
  const first = await openQueue({ ...database, onError() {} });
  const before = countCalls();
  await first.every('seldom', 86_400, async () => before.call());
  await before.reaches(1);
  await first.stop();
  const queue = await startQueue(t, database);
  const runs = countCalls();
  await queue.every('seldom', 2, async () => runs.call());
  await runs.reaches(2);
});

test('a queue of an earlier version gets the present policy, and its due jobs run', async (t) => {
  const database = await server.fresh(t);
  const boss = new PgBoss({ connectionString: database.connectionString, schedule: false });
  await boss.start();
  await boss.createQueue('often', { policy: 'stately' });
  await boss.send('often', {}, { singletonKey: 'often' });
  await boss.stop();
  const queue = await startQueue(t, database);
  const runs = countCalls();
  await queue.every('often', 3_600, async () => runs.call());
  await runs.reaches(1);
  const { rows } = await sql<{ policy: string }>`
    select policy from pgboss.queue where name = 'often'
    union select policy from pgboss.job where name = 'often' and state < 'active'`.execute(
    database.db,
  );
  assert.deepEqual(rows, [{ policy: 'short' }]);
});
