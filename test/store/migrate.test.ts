import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { record } from '../../src/store/history.ts';
import { migrate } from '../../src/store/migrate.ts';
import { insertRequest } from '../../src/store/requests/requests.ts';
import { requesterId, start, tenantId } from './make-request.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();

const tablesIn = async (db: Db) => {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(
    db,
  );
  return rows.map(({ name }) => name);
};

test('an empty database gets its tables, and a second start changes nothing', async (t) => {
  const { db } = await server.empty(t);
  await migrate(db, new Date());
  const tables = await tablesIn(db);
  assert.ok(tables.includes('step') && tables.includes('shown_card'));
  await migrate(db, new Date());
  assert.deepEqual(await tablesIn(db), tables);
});

test('replicas that start at once migrate once between them', async (t) => {
  const { db } = await server.empty(t);
  await Promise.all(Array.from({ length: 5 }, () => migrate(db, new Date())));
  const { rows } = await sql`select 1 from breaker`.execute(db);
  assert.equal(rows.length, 1);
});

test('requests have short numbers, from 1001', async (t) => {
  const { db } = await server.fresh(t);
  const request = {
    tenantId,
    requesterId,
    requesterName: 'Alex',
    source: 'line',
    fileName: null,
    choice: {},
  } as const;
  assert.equal(await insertRequest(db, request, start), 1001);
});

test('a statement can add to the history, and neither change nor delete it', async (t) => {
  const { db } = await server.fresh(t);
  await record(db, { actor: 'guestlist', what: 'guest accepted', guestId: 1 }, start);
  await assert.rejects(sql`update history set actor = 'somebody'`.execute(db), /append-only/);
  await assert.rejects(sql`delete from history`.execute(db), /append-only/);
  const { rows } = await sql<{ actor: string }>`select actor from history`.execute(db);
  assert.deepEqual(rows, [{ actor: 'guestlist' }]);
});
