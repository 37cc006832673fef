import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { sql } from 'kysely';
import { writeAuditFile } from '../../../bot/files/write-audit-file.ts';
import type { Db } from '../../../src/store/database.ts';
import { recordAll } from '../../../src/store/history.ts';
import { applyAtlas, makeApproved, requesterId, start, tenantId } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const schema = JSON.parse(await readFile('docs/audit.schema.json', 'utf8'));
const turn = {
  who: { tenantId, personId: 'olga', name: 'Olga' },
  language: 'en',
  locale: 'en-US',
  timeZone: 'Europe/Amsterdam',
} as const;

async function written(
  db: Db,
  format: 'csv' | 'jsonl',
  from: string,
  to = from,
): Promise<string[]> {
  const file = writeAuditFile({ format, from, to }, turn);
  return Buffer.concat(await Array.fromAsync(file.chunks(db)))
    .toString()
    .trimEnd()
    .split(/\r?\n/);
}

/** A request of two whose history and votes happened in one instant. */
async function voted(db: Db): Promise<number> {
  const id = await makeApproved(db, {
    addresses: ['jane@fabrikam.example', 'walter@fabrikam.example'],
  });
  await sql`insert into approval (request_id, project_key, version, rule, asked_at) values (${id}, 'atlas', 1, '{}', ${start})`.execute(
    db,
  );
  await sql`insert into vote (approval_id, invitation_id, owner_id, owner_name, yes, voted_at)
    select (select max(id) from approval), id, 'megan', 'Megan Bowen', row = 1, ${start} from invitation where request_id = ${id}`.execute(
    db,
  );
  await recordAll(
    db,
    [
      { actor: requesterId, what: 'request confirmed', requestId: id },
      { actor: 'megan', what: 'voted', requestId: id, detail: { yes: 1, no: 1 } },
    ],
    start,
  );
  return id;
}

test('an audit names who did what to whom, in order, and each line of JSON is as the schema says', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const id = await voted(db);
  const validate = addFormats.default(new Ajv2020()).compile(schema);
  const lines = (await written(db, 'jsonl', '2026-03-02')).map((line) => JSON.parse(line));
  for (const line of lines) assert.equal(validate(line), true, JSON.stringify(validate.errors));
  const told = lines.filter(({ request }) => request !== null);
  assert.deepEqual(
    told.map(({ actor, what, partner }) => [actor.name, what, partner?.address ?? null]),
    [
      ['Alex Wilber', 'request confirmed', null],
      ['', 'voted', null],
      ['Megan Bowen', 'approved', 'jane@fabrikam.example'],
      ['Megan Bowen', 'rejected', 'walter@fabrikam.example'],
    ],
  );
  assert.deepEqual(told.at(-1)?.request, { number: id, kind: 'invite' });
  assert.deepEqual([told.at(-1)?.project, told[1]?.detail], ['atlas', { yes: 1, no: 1 }]);
  const csv = await written(db, 'csv', '2026-03-02');
  assert.match(
    csv[0] ?? '',
    /At,Actor,ActorName,What,RequestNumber,Kind,Project,Email,ObjectId,Detail$/,
  );
  assert.match(
    csv.at(-1) ?? '',
    new RegExp(`^2026-03-02T09:00:00.000Z,megan,Megan Bowen,rejected,${id},invite,atlas,walter@`),
  );
  assert.deepEqual((await written(db, 'csv', '2026-03-03')).length, 1);
});

test('an audit names the stand-in who voted, and the owner for whom', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  await voted(db);
  await sql`update vote set cast_by = 'isaiah', cast_by_name = 'Isaiah Langer'`.execute(db);
  const validate = addFormats.default(new Ajv2020()).compile(schema);
  const votes = async () =>
    (await written(db, 'jsonl', '2026-03-02'))
      .map((line) => JSON.parse(line))
      .filter(({ what }) => what === 'approved' || what === 'rejected');
  for (const line of await votes()) {
    assert.equal(validate(line), true, JSON.stringify(validate.errors));
    assert.deepEqual(line.actor, { id: 'isaiah', name: 'Isaiah Langer' });
    assert.deepEqual(line.detail, { for: 'megan' });
  }
  await sql`update vote set owner_name = '', cast_by_name = null`.execute(db);
  for (const { actor } of await votes()) assert.deepEqual(actor, { id: 'isaiah', name: '' });
});

test('an audit holds each entry once, however many happened in one instant', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const id = await voted(db);
  await recordAll(
    db,
    Array.from({ length: 1203 }, () => ({ actor: 'guestlist', what: 'retried', requestId: id })),
    start,
  );
  await sql`insert into vote (approval_id, invitation_id, owner_id, owner_name, yes, voted_at)
    select (select max(id) from approval), i.id, 'owner ' || n, '', true, ${start} from invitation i, generate_series(1, 600) n where i.request_id = ${id}`.execute(
    db,
  );
  const lines = (await written(db, 'jsonl', '2026-03-02')).map((line) => JSON.parse(line));
  const count = (what: string) => lines.filter((line) => line.what === what).length;
  assert.deepEqual(['retried', 'approved', 'rejected', 'voted'].map(count), [1203, 1201, 1, 1]);
  assert.equal(
    new Set(lines.filter(({ what }) => what === 'approved').map((line) => JSON.stringify(line)))
      .size,
    1201,
  );
});
