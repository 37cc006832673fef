import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { openConnections } from '../../../src/store/connection/connections.ts';
import { AnswerLost, wasUndone } from '../../../src/store/connection/database-lost.ts';
import { openLight } from '../../../src/store/fast-database.ts';
import { startDatabase } from '../start-database.ts';
import { breakableLine } from './breakable-line.ts';

const server = await startDatabase();
const patience = { statementMs: 600, lockMs: 300 };

async function open(t: TestContext, max = 3) {
  const { connectionString } = await server.fresh(t);
  const line = await breakableLine(connectionString);
  const lost: Error[] = [];
  const onLost = (error: Error) => void lost.push(error);
  const pool = openConnections({ connectionString: line.url, max, patience, onLost });
  t.after(async () => {
    await line[Symbol.asyncDispose]();
    await pool.end();
  });
  const ask = async <Row extends object>(text: string, values: unknown[] = []) => {
    const mine = await pool.connect();
    try {
      return (await mine.query<Row>(text, values)).rows;
    } finally {
      mine.release();
    }
  };
  return { line, pool, ask, lost, connectionString };
}

test('the bot knows a refused statement whatever language the server speaks', () => {
  const from = (severity: string, code: string) =>
    wasUndone(Object.assign(new pg.DatabaseError('', 0, 'error'), { severity, code }));
  assert.ok(from('ERROR', '23505') && from('FEHLER', '23505') && from('ERREUR', '40P01'));
  assert.ok(!from('FATAL', '57P01') && !from('ВАЖНО', '57P01') && !from('FATAL', '40001'));
});

test('when the server ends a connection in use only its statement fails, and the next connection works', async (t) => {
  const { pool, ask, lost, connectionString } = await open(t);
  const mine = await pool.connect();
  const { rows } = await mine.query<{ pid: number }>('select pg_backend_pid() as pid');
  await mine.query('begin');
  const other = openConnections({ connectionString, max: 1, onLost() {} });
  const killer = await other.connect();
  await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  killer.release();
  await other.end();
  while (lost.length === 0) await setTimeout(5);
  await assert.rejects(mine.query('select 1'), AnswerLost);
  mine.release();
  assert.deepEqual(await ask('select 1 as one'), [{ one: 1 }]);
});

test('a statement on a cut line fails as unknown, not as failed', async (t) => {
  const { line, pool, ask } = await open(t);
  const mine = await pool.connect();
  const asked = mine.query('select pg_sleep(0.4)');
  line.cut();
  await assert.rejects(asked, (error) => error instanceof AnswerLost && error.how === 'cut');
  mine.release();
  assert.deepEqual(await ask('select 1 as one'), [{ one: 1 }]);
});

test('the pool finds a dead line before it sends the next statement', async (t) => {
  const { line, pool, ask } = await open(t);
  await Promise.all([1, 2, 3].map(() => ask('select pg_sleep(0.1)')));
  await setTimeout(1_100);
  line.silence();
  const waiting = [1, 2, 3, 4].map((n) => ask('select $1::int as n', [n]));
  assert.equal(await pool.answers(300), false);
  await setTimeout(500);
  line.speak();
  const began = performance.now();
  assert.deepEqual(
    (await Promise.all(waiting)).flat(),
    [1, 2, 3, 4].map((n) => ({ n })),
  );
  assert.ok(performance.now() - began < 20_000);
  assert.equal(pool.silentMs(), 0);
});

test('a statement under way on a silent line ends soon after the server would have ended it', async (t) => {
  const { line, pool, ask } = await open(t);
  const mine = await pool.connect();
  line.silence();
  const began = performance.now();
  await assert.rejects(
    mine.query('select 1'),
    (error) => error instanceof AnswerLost && error.how === 'silence',
  );
  assert.ok(performance.now() - began < 10_000);
  assert.ok(pool.silentMs() > 0 || performance.now() - began < 1);
  mine.release();
  line.speak();
  assert.deepEqual(await ask('select 1 as one'), [{ one: 1 }]);
});

test('while the server refuses connections a statement waits, and then gets its answer', async (t) => {
  const { line, pool, ask } = await open(t);
  await line.refuse();
  const asked = ask('select 1 as one');
  assert.equal(await pool.answers(300), false);
  assert.equal(pool.silentMs(), 0, 'a refusal is no silence');
  line.speak();
  assert.deepEqual(await asked, [{ one: 1 }]);
});

test('while the server is read-only a statement waits, and then gets its answer on a new connection', async (t) => {
  const { pool, ask, lost, connectionString } = await open(t);
  const turn = await onItsOwn(t, connectionString);
  await ask('create table kept (n int)');
  await turn(true);
  // A statement on a line that is cut at that moment would be lost, as on any line.
  while (lost.length === 0) await setTimeout(5);
  const asked = ask('insert into kept values (1) returning n');
  while (await pool.answers(300)) await setTimeout(20);
  await turn(false);
  assert.deepEqual(await asked, [{ n: 1 }]);
  assert.equal(await pool.answers(2_000), true);
});

test('a light statement that a read-only server refused runs again', async (t) => {
  const { connectionString } = await server.fresh(t);
  const { light, pool } = openLight({ connectionString, maxConnections: 2, onIdleError() {} });
  t.after(() => pool.end());
  await light({ name: 'make', text: 'create table kept (n int)' }, []);
  await light({ name: 'turn', text: 'set default_transaction_read_only = on' }, []);
  const kept = { name: 'keep', text: 'insert into kept values (1) returning n' };
  assert.deepEqual(await light(kept, []), [{ n: 1 }]);
});

/** Makes the database read-only and ends every other connection, or takes the former back. */
async function onItsOwn(t: TestContext, connectionString: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  t.after(() => client.end());
  return async (isOn: boolean) => {
    const name = pg.escapeIdentifier(client.database ?? '');
    await client.query(
      `alter database ${name} set default_transaction_read_only = ${isOn ? 'on' : 'off'}`,
    );
    // What connects from now on may be at work already.
    if (!isOn) return;
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
  };
}

test('a fault that waiting does not mend is thrown at once', async (t) => {
  const { connectionString } = await server.fresh(t);
  const url = new URL(connectionString);
  url.password = 'wrong';
  const pool = openConnections({ connectionString: url.href, max: 1, onLost() {} });
  t.after(() => pool.end());
  await assert.rejects(pool.connect(), { code: '28P01' });
});

test('the server ends statements, waits for locks and idle transactions by itself', async (t) => {
  const { ask } = await open(t);
  await assert.rejects(ask('select pg_sleep(5)'), { code: '57014' });
  const [set] = await ask(`
    select current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as idle`);
  assert.deepEqual(set, { lock: '300ms', idle: '30s' });
});

test('the server soon ends a statement of a client that is gone, and gives its locks to others', async (t) => {
  const { line, connectionString } = await open(t);
  const endless = { statementMs: 0, lockMs: 0 };
  const [near, far] = [connectionString, line.url].map((url) =>
    openConnections({ connectionString: url, max: 2, patience: endless, onLost() {} }),
  );
  assert.ok(near && far);
  t.after(() => Promise.all([near.end(), far.end()]));
  const [holder, other] = [await near.connect(), await near.connect()];
  await holder.query('create table thing (name text primary key, times integer default 0)');
  await holder.query("insert into thing values ('first'), ('second')");
  await holder.query('begin');
  await holder.query("update thing set times = 1 where name = 'second'");
  const gone = await far.connect();
  await gone.query('begin');
  await gone.query("update thing set times = 1 where name = 'first'");
  const waits = gone.query("update thing set times = 1 where name = 'second'");
  const waiting = `
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await other.query(waiting)).rows.length === 0) await setTimeout(5);
  line.cut();
  await assert.rejects(waits, AnswerLost);
  gone.release();
  await other.query("update thing set times = 2 where name = 'first'");
  await holder.query('rollback');
  for (const each of [holder, other]) each.release();
});
