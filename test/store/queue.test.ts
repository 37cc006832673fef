import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../src/store/database.ts';
import { countCalls } from './count-calls.ts';
import { startDatabase, startQueue } from './start-database.ts';

const server = await startDatabase();

test('a job exists exactly when its transaction commits', async (t) => {
  const database = await server.fresh(t);
  const queue = await startQueue(t, database);
  const heard: number[] = [];
  const done = Promise.withResolvers<void>();
  await queue.work('ask-approval', async ({ approvalId }) => {
    heard.push(approvalId);
    if (approvalId === 2) done.resolve();
  });
  await assert.rejects(
    inTransaction(database.db, async (trx) => {
      await queue.send(trx, 'ask-approval', { approvalId: 1 });
      throw new Error('rolled back');
    }),
  );
  await inTransaction(database.db, async (trx) => {
    await queue.send(trx, 'ask-approval', { approvalId: 2 });
    const { rows } = await sql`select 1 from pgboss.job where name = 'ask-approval'`.execute(
      database.db,
    );
    assert.equal(rows.length, 0);
  });
  await done.promise;
  assert.deepEqual(heard, [2]);
});

test('the queue calls a handler again after it threw', async (t) => {
  const database = await server.fresh(t);
  const queue = await startQueue(t, database);
  const runs = countCalls();
  await queue.work('ask-approval', async () => {
    runs.call();
    if (runs.calls() === 1) throw new Error('Teams did not answer');
  });
  await queue.send(database.db, 'ask-approval', { approvalId: 1 });
  await runs.reaches(2);
});
