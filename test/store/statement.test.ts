import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  all,
  changed,
  column,
  count,
  distinct,
  exists,
  first,
  one,
  run,
} from '../../src/store/statement.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();

test('a statement returns its rows, its first row or its one column', async (t) => {
  const { db } = await server.empty(t);
  const rows = await all(db)<{
    groupId: number;
  }>`select n as group_id from generate_series(1, 3) n`;
  assert.deepEqual(rows, [{ groupId: 1 }, { groupId: 2 }, { groupId: 3 }]);
  assert.deepEqual(await first(db)`select 7 as seven`, { seven: 7 });
  assert.equal(await first(db)`select 1 as one where false`, undefined);
  // A value that is a list itself stays one value.
  assert.deepEqual(await column(db)`select array[1, n] from generate_series(2, 3) n`, [
    [1, 2],
    [1, 3],
  ]);
  assert.deepEqual(await distinct(db)`select n % 2 from generate_series(1, 3) n`, new Set([1, 0]));
});

test('a statement that must return a row throws when it returns none', async (t) => {
  const { db } = await server.empty(t);
  assert.deepEqual(await one(db)`select 'a' as name`, { name: 'a' });
  await assert.rejects(one(db)`select 1 where false`, /returned no row/);
  assert.equal(await exists(db)`select 1`, true);
  assert.equal(await exists(db)`select 1 where false`, false);
});

test('compare and set returns true only for one row', async (t) => {
  const { db } = await server.empty(t);
  await run(db)`create table thing (id integer, state text)`;
  assert.equal(await count(db)`insert into thing select n, 'new' from generate_series(1, 3) n`, 3);
  assert.equal(await changed(db)`update thing set state = 'old' where id = ${1}`, true);
  assert.equal(await changed(db)`update thing set state = 'old' where id = ${9}`, false);
  assert.equal(await changed(db)`update thing set state = 'old' where id > ${1}`, false);
});
