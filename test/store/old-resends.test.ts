import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { finishInvitations } from '../../src/store/invitations/move-invitations.ts';
import { insertResends } from '../../src/store/invitations/resends.ts';
import { migrate } from '../../src/store/migrate.ts';
import { start } from './make-request.ts';
import { migrateBefore } from './migrate-before.ts';
import { startDatabase } from './start-database.ts';
import { writeOld } from './write-old.ts';

const server = await startDatabase();

async function stepsIn(db: Db) {
  const { rows } = await sql<{ kind: string; detail: string; resend: number }>`
    select kind, detail, resend from step order by id`.execute(db);
  return rows.map(({ kind, detail, resend }) => [kind, detail, resend]);
}

test('earlier resends keep their numbers, and no other step becomes a resend', async (t) => {
  const { db } = await server.empty(t);
  await migrateBefore(db, '0018-resends');
  await writeOld(db, [
    { kind: 'invite', detail: '' },
    { kind: 'invite', detail: 'resend 1' },
    { kind: 'invite', detail: 'resend 2' },
    { kind: 'app', target: 'crm', detail: 'resend 1' },
    { kind: 'licence', target: 'e5', detail: 'NL' },
  ]);
  await migrate(db, new Date());
  assert.deepEqual(await stepsIn(db), [
    ['invite', '', 0],
    ['invite', '', 1],
    ['invite', '', 2],
    ['app', 'resend 1', 0],
    ['licence', 'NL', 0],
  ]);
});

test('the next resend gets the number after the earlier ones', async (t) => {
  const { db } = await server.empty(t);
  await migrateBefore(db, '0018-resends');
  await writeOld(db, [
    { kind: 'invite', detail: '' },
    { kind: 'invite', detail: 'resend 1' },
  ]);
  await migrate(db, new Date());
  await insertResends(db, [1], { bulk: false, now: start });
  assert.deepEqual((await stepsIn(db)).at(-1), ['invite', '', 2]);
});

test("a mail of an earlier resend still ends an invitation's unknown outcome", async (t) => {
  const { db } = await server.empty(t);
  await migrateBefore(db, '0018-resends');
  await writeOld(db, [
    { kind: 'invite', detail: '', state: 'unknown', answer: 'lost' },
    { kind: 'invite', detail: 'resend 1' },
  ]);
  await migrate(db, new Date());
  await finishInvitations(db, start);
  const { rows } = await sql<{ state: string }>`select state from invitation`.execute(db);
  assert.deepEqual(rows, [{ state: 'complete' }]);
});
