import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { meantGuests } from '../../bot/endings/meant-guests.ts';
import type { Db } from '../../src/store/database.ts';
import { applyAtlas, makeApproved, makeProject, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';

const server = await startDatabase();

const sight = { tenantId, requesterId: 'nobody', own: true, all: true, projects: [] };
/** The guests of Atlas, then all. */
const sights = [{ ...sight, own: false, all: false, projects: ['atlas'] }, sight];

/** A guest with access to a project. */
async function putGuest(db: Db, name: string, projectKey = 'atlas', organisation = 'Fabrikam') {
  const { rows } = await sql<{ n: number }>`select count(*) as n from guest`.execute(db);
  const address = `g${rows[0]?.n ?? 0}@fabrikam.example`;
  const requestId = await makeApproved(db, { addresses: [address], projectKey });
  await sql`
    with made as (
      insert into guest (tenant_id, address, display_name, organisation, state)
      values (${tenantId}, ${address}, ${name}, ${organisation}, 'accepted') returning id)
    update invitation set guest_id = (select id from made), state = 'complete' where request_id = ${requestId}`.execute(
    db,
  );
}

/** The names that a line may mean, and the word that it leaves. */
async function meant(db: Db, typed: string, said = typed): Promise<string> {
  const { guests, unused } = await meantGuests(db, sights, { typed, said });
  const names = guests.map(({ name }) => name).join(', ');
  return unused === undefined ? names : `${names} without ${unused}`;
}

test('a name with small words is looked up as typed, and then as the same whole name', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const line = ['Jan van Dijk', 'Jan Dijk'] as const;
  await putGuest(db, 'Jan Dijkstra');
  assert.equal(await meant(db, ...line), '');
  await putGuest(db, 'Jan Dijk');
  assert.equal(await meant(db, ...line), 'Jan Dijk');
  await putGuest(db, 'Jan van Dijk');
  assert.equal(await meant(db, ...line), 'Jan van Dijk');
  assert.equal(await meant(db, 'nu Jan van Dijk', 'Jan Dijk'), 'Jan Dijk, Jan van Dijk');
  await putGuest(db, 'Jane Doe', 'atlas', 'Contoso');
  assert.equal(await meant(db, 'jane of contoso', 'jane contoso'), 'Jane Doe');
});

test('a polite word that is a name is looked up, and said where it fits nobody', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  await putGuest(db, 'John Smith');
  assert.equal(await meant(db, 'please smith', 'smith'), 'John Smith');
  assert.equal(await meant(db, 'will smith', 'smith'), 'John Smith without will');
  await putGuest(db, 'Will Smith');
  assert.equal(await meant(db, 'will smith', 'smith'), 'Will Smith');
  await putGuest(db, 'Can Y\u0131lmaz');
  await putGuest(db, 'Ali Y\u0131lmaz');
  assert.equal(await meant(db, 'Can Y\u0131lmaz', 'Y\u0131lmaz'), 'Can Y\u0131lmaz');
});

test('a guest with more of a name does not go before one elsewhere with exactly this name', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db, makeProject('beacon'));
  await putGuest(db, 'Jane Doering');
  assert.equal(await meant(db, 'jane doe'), 'Jane Doering');
  await putGuest(db, 'Jane Doe', 'beacon');
  assert.equal(await meant(db, 'jane doe'), 'Jane Doe, Jane Doering');
  await putGuest(db, 'Jane  Doe');
  assert.equal(await meant(db, 'jane doe'), 'Jane  Doe');
});

test('guests of the same name are all found among many with more of it', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  await putGuest(db, 'Jane Doe');
  for (let n = 0; n < 11; n += 1) await putGuest(db, `Jane Doering ${n}`);
  await putGuest(db, 'Jane Doe');
  assert.equal(await meant(db, 'jane doe'), 'Jane Doe, Jane Doe');
});
