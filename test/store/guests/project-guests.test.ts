import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { wordBeginnings } from '../../../src/guests/names/word-beginnings.ts';
import type { Db } from '../../../src/store/database.ts';
import { findGuests } from '../../../src/store/guests/find-guests.ts';
import { pendingPartners } from '../../../src/store/guests/pending-partners.ts';
import {
  countNameless,
  type GuestFilter,
  listProjectGuests,
  projectGuestPages,
} from '../../../src/store/guests/project-guests.ts';
import { applyAtlas, makeApproved, makeProject, start, tenantId } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const later = (days: number) => new Date(start.getTime() + days * 86_400_000);
const which = (filter: GuestFilter, projectKey = 'atlas') => ({
  tenantId,
  projectKey,
  filter,
  endsBefore: later(30),
});

type Wish = {
  projectKey?: string;
  state?: string;
  ends?: Date | null;
  requester?: string;
  name?: string;
  organisation?: string;
};

/** A guest whose access to a project is there. Returns the guest's id. */
async function putGuest(db: Db, address: string, wish: Wish = {}): Promise<number> {
  const { projectKey = 'atlas', state = 'accepted', ends = null } = wish;
  const requester = wish.requester === undefined ? {} : { requester: wish.requester };
  const requestId = await makeApproved(db, { addresses: [address], projectKey, ...requester });
  const { rows } = await sql<{ id: number }>`
    insert into guest (tenant_id, address, state, display_name, organisation)
    values (${tenantId}, ${address}, ${state}, ${wish.name ?? null}, ${wish.organisation ?? null})
    on conflict (tenant_id, address) do update set state = excluded.state returning id`.execute(db);
  const [{ id } = { id: 0 }] = rows;
  await sql`update invitation set guest_id = ${id}, state = 'complete', completed_at = ${later(1)}, ends_at = ${ends}, end_zone = 'UTC'
    where request_id = ${requestId}`.execute(db);
  return id;
}

const addresses = async (db: Db, filter: GuestFilter) =>
  (await listProjectGuests(db, which(filter), { offset: 0, limit: 10 })).map(
    ({ address }) => address,
  );

test('a project lists each guest with access once, and each filter its part', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db, makeProject('beacon'));
  await putGuest(db, 'twice@fabrikam.example', { ends: later(10) });
  await putGuest(db, 'twice@fabrikam.example');
  await putGuest(db, 'waits@fabrikam.example', { state: 'pending', ends: later(200) });
  await putGuest(db, 'soon@fabrikam.example', { ends: later(20) });
  await putGuest(db, 'sooner@fabrikam.example', { ends: later(5) });
  await putGuest(db, 'gone@fabrikam.example', { state: 'deleted' });
  await putGuest(db, 'theirs@fabrikam.example', { projectKey: 'beacon' });
  const elsewhere = await sql<{ id: number }>`
    insert into guest (tenant_id, address, state) values (${tenantId}, 'else@fabrikam.example', 'accepted') returning id`.execute(
    db,
  );
  await sql`insert into watching (project_key, since) values ('atlas', ${start})`.execute(db);
  await sql`insert into watched (project_key, guest_id, seen_at) values ('atlas', ${elsewhere.rows[0]?.id}, ${start})`.execute(
    db,
  );
  await sql`insert into watched (project_key, guest_id, seen_at)
    select 'atlas', id, ${start} from guest where address = 'soon@fabrikam.example'`.execute(db);
  assert.deepEqual((await addresses(db, 'all')).toSorted(), [
    'else@fabrikam.example',
    'soon@fabrikam.example',
    'sooner@fabrikam.example',
    'twice@fabrikam.example',
    'waits@fabrikam.example',
  ]);
  assert.deepEqual(await addresses(db, 'pending'), ['waits@fabrikam.example']);
  // One of the two invitations has no end, so the access has none.
  assert.deepEqual(await addresses(db, 'ending'), [
    'sooner@fabrikam.example',
    'soon@fabrikam.example',
  ]);
  assert.deepEqual(await addresses(db, 'elsewhere'), ['else@fabrikam.example']);
  const page = await listProjectGuests(db, which('all'), { offset: 3, limit: 10 });
  assert.deepEqual([page.length, page[0]?.inAll], [2, 5]);
  const [waits] = await listProjectGuests(db, which('pending'), { offset: 0, limit: 1 });
  assert.deepEqual(
    [waits?.requesters, waits?.since, waits?.endsAt, waits?.elsewhere],
    ['Alex Wilber', later(1), later(200), false],
  );
});

test('the file of a project has every guest once, page by page', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  await sql`insert into watching (project_key, since) values ('atlas', ${start})`.execute(db);
  await sql`
    with made as (
      insert into guest (tenant_id, address, state)
      select ${tenantId}, 'p' || n || '@fabrikam.example', 'accepted' from generate_series(1, 1203) n returning id)
    insert into watched (project_key, guest_id) select 'atlas', id from made`.execute(db);
  const seen: string[] = [];
  const sizes: number[] = [];
  for await (const page of projectGuestPages(db, which('all'))) {
    sizes.push(page.length);
    seen.push(...page.map(({ address }) => address));
  }
  assert.deepEqual(sizes, [500, 500, 203]);
  assert.equal(new Set(seen).size, 1203);
});

test('partners who have not accepted come in pages, each once, and each page says how many there are', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  for (let n = 0; n < 5; n += 1) await putGuest(db, `p${n}@fabrikam.example`, { state: 'pending' });
  const everybody = { ...sight, all: true };
  const page = (offset: number) =>
    pendingPartners(db, everybody, { projectKey: 'atlas', offset, limit: 2 });
  const pages = [await page(0), await page(2), await page(4)];
  assert.deepEqual(
    pages.flat().map(({ address }) => address),
    Array.from({ length: 5 }, (_, n) => `p${n}@fabrikam.example`),
  );
  assert.deepEqual(new Set(pages.flat().map(({ inAll }) => inAll)), new Set([5]));
});

const sight = { tenantId, requesterId: 'nobody', own: true, projects: [], all: false };

test('people who may see a guest find them by beginnings of name, address and company', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db, makeProject('beacon'));
  const jane = { name: "Jane O'Dowd-Roe", organisation: 'Fabrikam Ltd' };
  await putGuest(db, 'j.dowd@fabrikam.example', { ...jane, requester: 'alex' });
  await putGuest(db, 'jan@litware.example', { name: 'Jan Jansen', projectKey: 'beacon' });
  const find = async (typed: string, more: Partial<typeof sight> | { projects: string[] } = {}) =>
    (
      await findGuests(db, { ...sight, all: true, ...more }, wordBeginnings(typed), { limit: 10 })
    ).map(({ name }) => name);
  for (const typed of ['jane', 'JANE o', 'dowd', 'roe', 'fabri', 'j.dowd@fabri', 'ltd roe'])
    assert.deepEqual(await find(typed), ["Jane O'Dowd-Roe"], typed);
  assert.deepEqual(await find('jan'), ['Jan Jansen', "Jane O'Dowd-Roe"]);
  assert.deepEqual(await find('jane jansen'), []);
  for (const nothing of ['', 'j', "' | & ! ()", ':*'])
    assert.deepEqual(await find(nothing), [], nothing);
  assert.deepEqual(await find('jan', { all: false }), []);
  assert.deepEqual(await find('jan', { all: false, projects: ['beacon'] }), ['Jan Jansen']);
  assert.deepEqual(await find('jan', { all: false, requesterId: 'alex' }), ["Jane O'Dowd-Roe"]);
});

test('a guest whose name the bot has deleted is counted, for as long as the account is there', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  await putGuest(db, 'jane@fabrikam.com');
  const id = await putGuest(db, 'walter@fabrikam.com');
  assert.equal(await countNameless(db, which('all')), 0);
  await sql`update guest set address = 'forgotten ' || id, display_name = null where id = ${id}`.execute(
    db,
  );
  assert.equal(await countNameless(db, which('all')), 1);
  assert.equal(await countNameless(db, which('all', 'beacon')), 0);
  const named = await listProjectGuests(db, which('all'), { offset: 0, limit: 9 });
  assert.deepEqual(
    named.map(({ address, inAll }) => [address, inAll]),
    [['jane@fabrikam.com', 1]],
  );
  await sql`update guest set state = 'deleted' where id = ${id}`.execute(db);
  assert.equal(await countNameless(db, which('all')), 0);
});
