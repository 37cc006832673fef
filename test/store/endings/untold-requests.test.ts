import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { endedRequests, removalsToTell } from '../../../src/store/endings/untold-ends.ts';
import { start } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const told = 3_000;

/** Finished ends and removals, of which the bot has told of all but the last one each. */
async function fill(db: Db): Promise<void> {
  await sql`
    insert into request (tenant_id, requester_id, requester_name, source, kind, state, read_at, created_at, confirmed_at, ended_at, ends_told_at)
    select 't', 'guestlist', 'Guestlist', 'list', kind, 'done', ${start}, ${start}, ${start}, ${start},
      case when n <= ${told}::int then ${start}::timestamptz end
    from unnest(array['end', 'remove']) kind, generate_series(1, ${told}::int + 1) n`.execute(db);
  await sql`analyze request`.execute(db);
}

async function readSoFar(db: Db): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 as read from pg_stat_xact_user_tables
    where relname = 'request'`.execute(db);
  return rows[0]?.read ?? 0;
}

const questions = [
  ['removals', (db: Db) => removalsToTell(db)],
  ['ends', (db: Db) => endedRequests(db, 50)],
] as const;

for (const [what, ask] of questions)
  test(`the bot finds the ${what} to tell of and reads none that it has told`, async (t) => {
    const { db } = await server.fresh(t);
    await fill(db);
    await db.transaction().execute(async (trx) => {
      const before = await readSoFar(trx);
      await ask(trx);
      const read = (await readSoFar(trx)) - before;
      assert.ok(read < 20, `read ${read} requests`);
    });
  });
