import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createLog } from '../../../src/log.ts';
import { inTransaction } from '../../../src/store/database.ts';
import { startTableCounts } from '../../../src/work/upkeep/count-tables.ts';
import { startDatabase } from '../../store/start-database.ts';
import { fakeClock } from '../fake-clock.ts';

const server = await startDatabase();

test('while a list grows, PostgreSQL counts it anew at most every four seconds, whatever the clock does', async (t) => {
  const { db } = await server.fresh(t);
  const clock = fakeClock(new Date('2026-11-30T12:00:00Z'));
  const told: string[] = [];
  const log = createLog({
    level: 'info',
    write: (line) => void told.push(String(JSON.parse(line).event)),
  });
  const add = (count: number) =>
    inTransaction(db, async (trx) => {
      await sql`insert into guest (tenant_id, address)
        select 'tenant', gen_random_uuid() || '@x.example' from generate_series(1, ${count}::int)`.execute(
        trx,
      );
      await sql`select pg_stat_force_next_flush()`.execute(trx);
    });
  await add(600);
  let rests = clock.rests();
  const loop = startTableCounts({ db, clock, log });
  t.after(() => loop.stop());
  await rests;
  assert.deepEqual(told, ['tables counted'], 'it looks once when it starts');
  const wake = async () => {
    rests = clock.rests();
    loop.wake();
    await rests;
  };
  await add(700);
  await wake();
  assert.equal(told.length, 1);
  clock.advance(4_000);
  await wake();
  assert.equal(told.length, 2);
  await add(1_400);
  clock.set(-3_600_000);
  await wake();
  assert.equal(told.length, 3, 'a clock that was set back holds nothing up');
});
