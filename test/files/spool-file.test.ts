import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { type SizedFile, spooled } from '../../bot/files/spool-file.ts';
import { FileTooLong } from '../../bot/files/written-file.ts';
import type { Db } from '../../src/store/database.ts';
import { startDatabase } from '../store/start-database.ts';

const server = await startDatabase();

async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-spool-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

const numbers = {
  name: 'numbers.csv',
  async *chunks(db: Db) {
    for (const page of [1, 2, 3]) {
      const { rows } = await sql<{ n: string }>`select repeat(${String(page)}, 5) as n`.execute(db);
      for (const { n } of rows) yield new TextEncoder().encode(n);
    }
  },
};

/** How many transactions are open, but for the one that counts. */
async function openTransactions(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`.execute(
    db,
  );
  return rows[0]?.count ?? -1;
}

const text = async ({ part }: SizedFile, from: number, length: number) =>
  new TextDecoder().decode(await part(from, length));

test('an upload finds the whole file written, its transaction over, and no file left to remove', async (t) => {
  const { db } = await server.fresh(t);
  const folder = await emptyFolder(t);
  const sent = await spooled(
    db,
    numbers,
    async (sized) => {
      assert.equal(await openTransactions(db), 0);
      // A file without a name is gone when the process ends, also when something kills it.
      assert.deepEqual(await readdir(folder), []);
      return [sized.size, await text(sized, 0, 7), await text(sized, 7, 100)];
    },
    { folder },
  );
  assert.deepEqual(sent, [15, '1111122', '22233333']);
});

test('a file that is longer than the bot makes one is not sent, and leaves nothing behind', async (t) => {
  const { db } = await server.fresh(t);
  const folder = await emptyFolder(t);
  const sending = spooled(db, numbers, async () => assert.fail('sent'), { folder, mostBytes: 14 });
  await assert.rejects(sending, FileTooLong);
  assert.equal(await openTransactions(db), 0);
  assert.deepEqual(await readdir(folder), []);
});
