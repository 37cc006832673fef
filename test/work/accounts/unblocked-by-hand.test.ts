import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { heedHeard, writeHeard } from '../../../src/store/guests/notified-guests.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { followDelta } from '../../../src/work/redemption/follow-delta.ts';
import { makeApproved, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { letPass, untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import type { Workshop } from '../workshop.ts';
import { byHand, endedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();
const patienceMs = 600_000;
const hour = 3600_000;

/** Graph reports the account as open. */
async function seenOpen(shop: Workshop): Promise<void> {
  const objectId = person(shop)?.objectId ?? '';
  const readDelta = async () => ({ people: [{ objectId, enabled: true }], delta: 'next' });
  await followDelta({ ...shop, readDelta, patienceMs }, tenantId);
}

async function invitedAgain(shop: Workshop): Promise<number> {
  const foundId = person(shop)?.objectId ?? '';
  const id = await makeApproved(shop.db, { addresses: [jane], plan: 'access only', foundId });
  await untilDone(shop, id);
  return id;
}

const kept = async ({ db }: Workshop) => {
  const { rows } = await sql<{ blockedAt: Date | null; removeAt: Date | null; dueAt: Date | null }>`
    select blocked_at, remove_at, look_due_at as due_at from guest`.execute(db);
  return rows[0];
};

test('after an unblock in the portal that the bot saw, a later block is not ours and stays', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'remove', removeAfter: 'P30D' });
  shop.clock.advance(hour);
  await seenOpen(shop);
  const { blockedAt, removeAt } = (await kept(shop)) ?? {};
  assert.deepEqual([blockedAt, removeAt], [null, null]);
  byHand(shop, { accountEnabled: false });
  const again = await invitedAgain(shop);
  assert.deepEqual(await reasonsOf(shop, again), ['blocked guest']);
  assert.equal(person(shop)?.accountEnabled, false);
});

test('a change notification about an accepted guest counts while the bot holds the account blocked', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  await sql`update guest set state = 'accepted'`.execute(shop.db);
  const objectId = person(shop)?.objectId ?? '';
  const said = () => writeHeard(shop.light, tenantId, [{ objectId, gone: false }]);
  assert.equal(await said(), 1);
  assert.equal(await heedHeard(shop.db, shop.clock.now(), 10), 1);
  await sql`update guest set blocked_at = null`.execute(shop.db);
  assert.equal(await said(), 0);
});

test('an answer of Graph moments after the block may be older than the block: the bot checks again later', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  shop.clock.advance(2000);
  await seenOpen(shop);
  const early = await kept(shop);
  assert.ok(early?.blockedAt && early.dueAt);
  assert.equal(early.dueAt.getTime() - early.blockedAt.getTime(), patienceMs);
  shop.clock.advance(patienceMs);
  const now = person(shop);
  assert.ok(now);
  const check = (accountEnabled: boolean) =>
    checkGuest(
      {
        ...shop,
        ...shop.directory,
        patienceMs,
        readPerson: async () => ({ ...now, accountEnabled }),
        recordAcceptance: async () => 0,
      },
      tenantId,
      now.objectId,
    );
  await check(false);
  assert.ok((await kept(shop))?.blockedAt);
  await check(true);
  assert.equal((await kept(shop))?.blockedAt, null);
});

test('an invitation waits while the directory still shows the block that the bot has undone', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  // Graph says done, and shows the account as blocked for another minute.
  shop.directory.nextTakes.push(() => ({ kind: 'taken' }));
  const foundId = person(shop)?.objectId ?? '';
  const again = await makeApproved(shop.db, { addresses: [jane], plan: 'access only', foundId });
  await letPass(shop, 60_000);
  assert.deepEqual(await statesIn(shop.db, again), ['working']);
  byHand(shop, { accountEnabled: true });
  await untilDone(shop, again);
  assert.deepEqual(await statesIn(shop.db, again), ['complete']);
});

test('a block of ours that nobody undid is undone for the next invitation', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  await seenOpen(shop);
  const again = await invitedAgain(shop);
  assert.deepEqual(await statesIn(shop.db, again), ['complete']);
  assert.equal(person(shop)?.accountEnabled, true);
});
