import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { ownRequester } from '../../../src/store/fragments.ts';
import { reopenRequest } from '../../../src/store/requests/move-requests.ts';
import { cardsOf } from '../../../src/store/telling/shown-cards.ts';
import { endFinished } from '../../../src/work/ledger/end-finished.ts';
import { makeApproved, requesterId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openTeams, place, runReplica } from '../atlas-in-teams.ts';
import { until } from '../pass-time.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();

/** A request of two partners at work, confirmed now, and a Teams that accepts everything. */
async function open(t: TestContext) {
  const shop = await openWorkshop(t, server);
  await place(shop, 'person', requesterId);
  const addresses = ['one@fabrikam.com', 'two@fabrikam.com'];
  const id = await makeApproved(shop.db, { addresses, at: shop.clock.now() });
  await sql`update invitation set state = 'working' where request_id = ${id}`.execute(shop.db);
  const teams = openTeams(shop);
  const run = () => runReplica(t, shop, teams);
  return { shop, id, run };
}

/** Ends the invitations of the request that are at work. */
async function end({ db, clock }: Workshop, id: number, how: string): Promise<void> {
  await sql`
    update invitation set state = ${how}, ended_at = ${clock.now()}
    where request_id = ${id} and state = 'working'`.execute(db);
}

const untold = async ({ db }: Workshop) => {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from news where told_at is null)
      + (select count(*) from shown_card where wanted > shown and dead_at is null) as count`.execute(
    db,
  );
  return rows[0]?.count;
};

const allTold = (shop: Workshop) => until(shop, async () => (await untold(shop)) === 0);

/** How many messages say that the request has ended. */
const messages = async ({ db }: Workshop, id: number) =>
  (await cardsOf(db, { kind: 'request', id })).length;

test('two replicas post one message once the last invitation of a long request has ended', async (t) => {
  const { shop, id, run } = await open(t);
  run();
  run();
  shop.clock.advance(61_000);
  await sql`update invitation set state = 'approved' where request_id = ${id} and row = 2`.execute(
    shop.db,
  );
  await end(shop, id, 'complete');
  await endFinished(shop);
  assert.equal(await untold(shop), 0, 'one invitation has not ended');
  await sql`update invitation set state = 'working' where request_id = ${id} and row = 2`.execute(
    shop.db,
  );
  await end(shop, id, 'complete');
  await Promise.all([endFinished(shop), endFinished(shop)]);
  await allTold(shop);
  await endFinished(shop);
  await allTold(shop);
  assert.equal(await messages(shop, id), 1);
});

test('a request that ended well within the minute is no news', async (t) => {
  const { shop, id } = await open(t);
  shop.clock.advance(60_000);
  await end(shop, id, 'complete');
  await endFinished(shop);
  assert.equal(await untold(shop), 0);
});

test('the bot tells of a failure at once, and again when a retry fails too', async (t) => {
  const { shop, id, run } = await open(t);
  run();
  await end(shop, id, 'failed');
  await endFinished(shop);
  await allTold(shop);
  assert.equal(await messages(shop, id), 1);
  for (const [how, expected] of [
    ['failed', 2],
    ['complete', 2],
  ] as const) {
    await sql`update invitation set state = 'working', ended_at = null where request_id = ${id}`.execute(
      shop.db,
    );
    shop.clock.advance(5_000);
    await reopenRequest(shop.db, id, shop.clock.now());
    await end(shop, id, how);
    await endFinished(shop);
    await allTold(shop);
    assert.equal(await messages(shop, id), expected, how);
  }
});

test('a request that somebody has taken up again is not said to have ended', async (t) => {
  const { shop, id, run } = await open(t);
  await end(shop, id, 'failed');
  await endFinished(shop);
  await reopenRequest(shop.db, id, shop.clock.now());
  run();
  await allTold(shop);
  assert.equal(await messages(shop, id), 0);
});

test('a request that the bot began by itself has nobody to tell', async (t) => {
  const { shop, id } = await open(t);
  await sql`update request set automatic = 'ends of today', requester_id = ${ownRequester} where id = ${id}`.execute(
    shop.db,
  );
  await end(shop, id, 'failed');
  await endFinished(shop);
  assert.equal(await untold(shop), 0);
});
