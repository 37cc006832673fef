import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { forgetGuests } from '../../../src/store/guests/forget-guests.ts';
import { countInvitations } from '../../../src/store/invitations/invitations.ts';
import { forgetRequests } from '../../../src/store/requests/forget-requests.ts';
import {
  finishRequests,
  lapseDrafts,
  markConfirmed,
} from '../../../src/store/requests/move-requests.ts';
import {
  askReview,
  storeReview,
  takeReviews,
} from '../../../src/store/requests/request-reviews.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { startInvitations } from '../../../src/work/engine/start-invitations.ts';
import { applyAtlas, makeApproved, makeDraft, start } from '../make-request.ts';
import { rowsIn } from '../rows-in.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const days = (count: number) => new Date(start.getTime() + count * 24 * 3600_000);
const facts = { access: [], warnings: [] };

async function withDraft(db: Db, at = start): Promise<number> {
  await applyAtlas(db);
  return await makeDraft(db, { addresses: [jane], at });
}

test('when many clicks confirm at the same time one counts', async (t) => {
  const { db } = await server.fresh(t);
  const id = await withDraft(db);
  const click = { id, version: 1, onlyValid: false };
  const counted = await Promise.all(
    Array.from({ length: 20 }, () => markConfirmed(db, click, start)),
  );
  assert.equal(counted.filter((yes) => yes).length, 1);
});

test('the requester can confirm only the version on the card, and not while another review is due', async (t) => {
  const { db } = await server.fresh(t);
  const id = await withDraft(db);
  assert.equal(await markConfirmed(db, { id, version: 2, onlyValid: false }, start), false);
  assert.ok(await askReview(db, { id, version: 1, choice: { project: 'atlas' } }, start));
  assert.equal(await markConfirmed(db, { id, version: 1, onlyValid: false }, start), false);
  assert.ok(await storeReview(db, id, 1, facts));
  assert.equal(await markConfirmed(db, { id, version: 1, onlyValid: false }, start), false);
  assert.ok(await markConfirmed(db, { id, version: 2, onlyValid: false }, start));
});

test('the database stores one of two reviews of a version', async (t) => {
  const { db } = await server.fresh(t);
  const id = await withDraft(db);
  const stored = await Promise.all([storeReview(db, id, 1, facts), storeReview(db, id, 1, facts)]);
  assert.deepEqual(stored.toSorted(), [false, true]);
});

test('one replica takes a due review, and after the lease one takes it again', async (t) => {
  const { db } = await server.fresh(t);
  const id = await withDraft(db);
  await askReview(db, { id, version: 1, choice: {} }, start);
  const lease = new Date(start.getTime() + 60_000);
  const taken = await Promise.all(
    Array.from({ length: 5 }, () => takeReviews(db, { kind: 'invite' }, start, lease)),
  );
  assert.deepEqual(taken.flat(), [id]);
  assert.deepEqual(await takeReviews(db, { kind: 'invite' }, lease, days(1)), [id]);
});

test('only old drafts lapse', async (t) => {
  const { db } = await server.fresh(t);
  const old = await withDraft(db);
  const young = await makeDraft(db, { addresses: [jane], at: days(1) });
  const confirmed = await makeApproved(db, { addresses: [jane] });
  assert.deepEqual(await lapseDrafts(db, days(0.5), days(1.5)), [old]);
  assert.deepEqual(await lapseDrafts(db, days(0.5), days(1.5)), []);
  const states = await Promise.all(
    [old, young, confirmed].map(async (id) => (await readRequest(db, id))?.state),
  );
  assert.deepEqual(states, ['lapsed', 'draft', 'confirmed']);
});

test('the bot forgets no request before the last end of its access has come', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const id = await makeApproved(db, { addresses: [jane] });
  await startInvitations(db, 10, start);
  await sql`update step set state = 'done'`.execute(db);
  await sql`update invitation set state = 'complete', ends_at = ${days(60)}`.execute(db);
  assert.deepEqual(await finishRequests(db, start), [id]);
  assert.deepEqual(await forgetRequests(db, days(50), days(59)), []);
  await sql`update invitation set state = 'expired', over_at = ${days(60)}`.execute(db);
  assert.deepEqual(await forgetRequests(db, days(60), days(70)), []);
  assert.deepEqual(await forgetRequests(db, days(61), days(71)), [id]);
});

test('when the bot forgets a request it deletes all names and addresses, and keeps counts and the ids of people who acted', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const id = await makeApproved(db, { addresses: [jane] });
  await startInvitations(db, 10, start);
  const reason = JSON.stringify({ code: 'blocked guest', values: { address: jane } });
  await sql`update step set state = 'refused', reason = ${reason}`.execute(db);
  await sql`update invitation set state = 'failed', reason = ${reason}`.execute(db);
  assert.deepEqual(await finishRequests(db, start), [id]);
  assert.deepEqual(await forgetRequests(db, start, days(90)), []);
  assert.deepEqual(await forgetRequests(db, days(1), days(90)), [id]);
  await forgetGuests(db, [id]);
  assert.deepEqual(await rowsIn(db, id), []);
  const counts = await countInvitations(db, id);
  assert.deepEqual(
    counts.map(({ state, count }) => [state, count]),
    [['failed', 1]],
  );
  assert.ok((await readRequest(db, id))?.requesterId);
  assert.deepEqual(await mentions(db, [jane, 'Partner 1', 'Alex Wilber', 'partners.csv']), []);
});

/** The tables that still have one of these words. */
async function mentions(db: Db, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } = await sql`
      select 1 from ${sql.table(name)} as x
      where exists (select from unnest(${words}::text[]) word where x::text like '%' || word || '%')`.execute(
      db,
    );
    if (hits.length > 0) found.push(name);
  }
  return found;
}

test('the bot does not forget a guest whom a living request names', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const id = await makeApproved(db, { addresses: [jane] });
  await startInvitations(db, 10, start);
  await forgetGuests(db, [id]);
  const { rows } = await sql<{ address: string }>`select address from guest`.execute(db);
  assert.deepEqual(rows, [{ address: jane }]);
});
