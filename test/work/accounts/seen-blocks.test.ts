import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { blockedByUs } from '../../../src/store/endings/accounts.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { makeApproved, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { checkDeps, type Workshop } from '../workshop.ts';
import { byHand, endedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();

/** Graph's view of Jane's account, so many seconds after the end. */
async function seenAfter(shop: Workshop, seconds: number, accountEnabled: boolean): Promise<void> {
  byHand(shop, { accountEnabled });
  shop.clock.advance(seconds * 1000);
  const seen = person(shop);
  assert.ok(seen);
  const deps = { ...checkDeps(shop), readPerson: async () => seen };
  await checkGuest(deps, tenantId, seen.objectId);
}

test('a person who unblocks an account moments after the bot blocked it may block it again: that block is theirs', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'remove', removeAfter: 'P30D' });
  // The bot looks at once whether Graph shows its block.
  await seenAfter(shop, 2, false);
  await seenAfter(shop, 2, true);
  await seenAfter(shop, 4, true);
  await seenAfter(shop, 8, false);
  const foundId = person(shop)?.objectId ?? '';
  assert.deepEqual(await blockedByUs(shop.db, tenantId, [foundId]), new Set());
  const again = await makeApproved(shop.db, { addresses: [jane], plan: 'access only', foundId });
  await untilDone(shop, again);
  assert.deepEqual(await reasonsOf(shop, again), ['blocked guest']);
});

test('a block of ours that Graph shows, and for a moment does not, stays ours', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  await seenAfter(shop, 2, false);
  await seenAfter(shop, 1, true);
  await seenAfter(shop, 1, false);
  const foundId = person(shop)?.objectId ?? '';
  assert.deepEqual(await blockedByUs(shop.db, tenantId, [foundId]), new Set([foundId]));
});

test('the bot looks at an account moments after it blocked it', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  const { rows } = await sql<{ after: number }>`
    select extract(epoch from look_due_at - blocked_at)::float as after from guest`.execute(
    shop.db,
  );
  assert.deepEqual(rows, [{ after: 2 }]);
  // News in between does not put that look off.
  await sql`update guest set blocked_at = ${shop.clock.now()}`.execute(shop.db);
  await seenAfter(shop, 1, true);
  const soon = await sql<{ after: number }>`
    select extract(epoch from look_due_at - blocked_at)::float as after from guest`.execute(
    shop.db,
  );
  assert.deepEqual(soon.rows, [{ after: 2 }]);
});
