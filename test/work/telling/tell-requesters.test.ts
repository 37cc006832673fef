import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { pullInWaits } from '../../../src/store/pull-in-waits.ts';
import { saveLines } from '../../../src/store/telling/person-settings.ts';
import { learnPlace } from '../../../src/store/telling/places.ts';
import { tellDailySummary } from '../../../src/work/telling/tell-daily-summary.ts';
import { tellNews } from '../../../src/work/telling/tell-news.ts';
import { tellRequesters } from '../../../src/work/telling/tell-requesters.ts';
import { makeApproved, requesterId, start, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openAtlas, placesOf, redeem, windowMs } from '../atlas-in-teams.ts';
import type { Workshop } from '../workshop.ts';

const server = await startDatabase();
const requester = { tenantId, personId: requesterId };
const hourMs = 3600_000;

/** Partners of Atlas accept. The channel has its alerts, and a line about each is due for the requester. */
async function accept(shop: Workshop, partners: readonly number[]): Promise<void> {
  await redeem(shop, partners);
  await sql`update alert set line = 'due' where line = 'none'`.execute(shop.db);
}

async function tell(shop: Workshop): Promise<void> {
  const announcer = placesOf(shop);
  const deps = { ...shop, announcer, peopleIn: async () => [], digestWindowMs: windowMs };
  await Promise.all([tellRequesters(shop), tellRequesters(shop)]);
  await Promise.all([tellNews(deps), tellNews(deps)]);
  await Promise.all([tellDailySummary(shop), tellDailySummary(shop)]);
}

/** The codes of each message so far. */
async function messages({ db }: Workshop): Promise<string[]> {
  const { rows } = await sql<{
    detail: { reason?: { code: string }; listed?: { code: string; values: { count: number } }[] };
  }>`select detail from shown_card where kind = 'notice' order by id`.execute(db);
  return rows.map(({ detail: { reason, listed = [] } }) =>
    [reason?.code ?? listed.map(({ code, values }) => `${code} ${values.count ?? ''}`.trim())].join(
      ', ',
    ),
  );
}

test('the requester of a small request hears of each acceptance, the first at once and the others together', async (t) => {
  const shop = await openAtlas(t, server, 5);
  await accept(shop, [0]);
  await tell(shop);
  assert.deepEqual(await messages(shop), ['partner accepted']);
  await accept(shop, [1, 2]);
  await tell(shop);
  assert.equal((await messages(shop)).length, 1);
  shop.clock.advance(windowMs);
  await tell(shop);
  assert.deepEqual(await messages(shop), ['partner accepted', 'partner accepted,partner accepted']);
});

test('the requester of a large request hears once a day, in the morning', async (t) => {
  const shop = await openAtlas(t, server, 8);
  await accept(shop, [0, 1]);
  shop.clock.advance(23 * hourMs);
  await tell(shop);
  await accept(shop, [2]);
  await tell(shop);
  assert.deepEqual(await messages(shop), []);
  shop.clock.advance(hourMs);
  await tell(shop);
  await tell(shop);
  assert.deepEqual(await messages(shop), ['partners accepted 3']);
  await accept(shop, [3]);
  await tell(shop);
  assert.equal((await messages(shop)).length, 1, 'one message a day');
  shop.clock.advance(24 * hourMs);
  await tell(shop);
  assert.deepEqual(await messages(shop), ['partners accepted 3', 'partners accepted 1']);
});

test("the day's message covers all requests, and comes at nine in the requester's zone", async (t) => {
  const shop = await openAtlas(t, server, 1);
  const place = { tenantId, kind: 'person', key: requesterId, teamId: null } as const;
  const zone = { reference: {}, locale: 'nl-NL', timeZone: 'America/New_York' };
  await learnPlace(shop.db, { ...place, ...zone }, start);
  await makeApproved(shop.db, { addresses: ['late@fabrikam.com'] });
  await sql`
    with guest as (
      insert into guest (tenant_id, address, display_name, object_id, state)
      values (${tenantId}, 'p1@fabrikam.com', 'Late', 'late', 'pending') returning id)
    update invitation set state = 'complete', guest_id = guest.id from guest where address = 'late@fabrikam.com'`.execute(
    shop.db,
  );
  await saveLines(shop.db, requester, 'daily', start);
  await accept(shop, [0, 1]);
  shop.clock.advance(5 * hourMs - 1);
  await tell(shop);
  assert.deepEqual(await messages(shop), []);
  shop.clock.advance(1);
  await tell(shop);
  assert.deepEqual(await messages(shop), ['partners accepted 1,partners accepted 1']);
});

test('a requester who chose "each" hears of a large request too, and one who chose "never" hears nothing', async (t) => {
  const shop = await openAtlas(t, server, 8);
  await saveLines(shop.db, requester, 'each', start);
  await accept(shop, [0]);
  await tell(shop);
  assert.deepEqual(await messages(shop), ['partner accepted']);
  await saveLines(shop.db, requester, 'never', start);
  await accept(shop, [1, 2]);
  await tell(shop);
  await saveLines(shop.db, requester, 'each', start);
  shop.clock.advance(24 * hourMs);
  await tell(shop);
  assert.deepEqual(
    await messages(shop),
    ['partner accepted'],
    'the bot does not send unwanted lines later',
  );
});

test('a requester who then chooses "never" gets no message for the day', async (t) => {
  const shop = await openAtlas(t, server, 8);
  await accept(shop, [0, 1]);
  await tell(shop);
  await saveLines(shop.db, requester, 'never', start);
  shop.clock.advance(25 * hourMs);
  await tell(shop);
  assert.deepEqual(await messages(shop), []);
});

test('after a clock was set back the message for the day comes within a day', async (t) => {
  const shop = await openAtlas(t, server, 8);
  shop.clock.advance(30 * 24 * hourMs);
  await accept(shop, [0, 1]);
  await tell(shop);
  shop.clock.advance(-30 * 24 * hourMs);
  await pullInWaits(shop.db, shop.clock.now());
  shop.clock.advance(24 * hourMs);
  await tell(shop);
  assert.equal((await messages(shop)).length, 1);
});
