import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Db, inTransaction } from '../../../src/store/database.ts';
import { analyzeGrown } from '../../../src/store/due/grown-tables.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();

/** Adds so many guests, of whom PostgreSQL's statistics know at once. */
async function addGuests(db: Db, from: number, count: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    await sql`insert into guest (tenant_id, address)
      select 'tenant', n || '@x.example' from generate_series(${from}::int, ${from + count - 1}::int) n`.execute(
      trx,
    );
    await sql`select pg_stat_force_next_flush()`.execute(trx);
  });
}

async function counted(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ reltuples: number }>`
    select reltuples from pg_class where oid = 'guest'::regclass`.execute(db);
  return rows[0]?.reltuples;
}

test('PostgreSQL counts a table anew once it has changed as many rows as it had', async (t) => {
  const { db } = await server.fresh(t);
  await analyzeGrown(db);
  await addGuests(db, 0, 100);
  assert.deepEqual(await analyzeGrown(db), [], 'a few rows change no plan');
  await addGuests(db, 100, 900);
  assert.deepEqual(await analyzeGrown(db), ['guest']);
  assert.equal(await counted(db), 1000);
  assert.deepEqual(await analyzeGrown(db), [], 'a second replica finds nothing to do');
  await addGuests(db, 1000, 900);
  assert.deepEqual(await analyzeGrown(db), []);
  await addGuests(db, 1900, 100);
  assert.deepEqual(await analyzeGrown(db), ['guest']);
});

test('a role that does not own the tables leaves the counting to PostgreSQL, and gets no error', async (t) => {
  const { db } = await server.fresh(t);
  await addGuests(db, 0, 600);
  await inTransaction(db, async (trx) => {
    await sql`create role only_writes`.execute(trx);
    await sql`grant usage on schema public to only_writes`.execute(trx);
    await sql`set local role only_writes`.execute(trx);
    assert.deepEqual(await analyzeGrown(trx), []);
    await sql`reset role`.execute(trx);
    await sql`drop owned by only_writes`.execute(trx);
    await sql`drop role only_writes`.execute(trx);
  });
});
