import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { EndCause } from '../../../src/guests/step.ts';
import { heedHeard, writeHeard } from '../../../src/store/guests/notified-guests.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { followDelta } from '../../../src/work/redemption/follow-delta.ts';
import { recordDeletion } from '../../../src/work/redemption/record-departure.ts';
import {
  group,
  makeApproved,
  makeProject,
  start,
  statesIn,
  tenantId,
} from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { askAndReview, confirmEnd, omar } from '../ending/ending-scene.ts';
import { letPass, until, untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { checkDeps, openWorkshop, type Workshop } from '../workshop.ts';
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

test('what Graph says moments after the block may be older than it: the bot checks again later', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
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

/** Looks at Jane's account in Graph, as a change notification asks. */
const lookAtJane = (shop: Workshop) =>
  checkGuest(
    { ...checkDeps(shop), readPerson: async () => shop.directory.people.get(jane) },
    tenantId,
    person(shop)?.objectId ?? '',
  );

const inGroup = ({ directory }: Workshop) => directory.members.get(group)?.size !== 0;

/** Jane's access ends while somebody has deleted her account in the portal. */
async function endedWhileDeleted(t: TestContext, how: { heard: boolean; cause: EndCause }) {
  const shop = await openWorkshop(t, server);
  await applyProjects(shop.db, [makeProject('atlas', { whenOver: 'block' })], start);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await letPass(shop, patienceMs);
  byHand(shop, { deleted: true, changedAt: shop.clock.now() });
  const objectId = person(shop)?.objectId ?? '';
  shop.directory.deletedAt.set(objectId, shop.clock.now());
  await sql`update invitation set ends_at = ${shop.clock.now()}`.execute(shop.db);
  if (how.heard) await recordDeletion(shop, { tenantId, objectId });
  const end = await makeEnd(shop.db, { requestIds: [id], cause: how.cause });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done account gone',
    'block done kept (account gone already)',
  ]);
  return { shop, end };
}

/** After the restore the bot takes what ended, and blocks. */
async function isTakenAfterAll(shop: Workshop, end: number): Promise<void> {
  await until(shop, () => !inGroup(shop) && person(shop)?.accountEnabled === false);
  await until(
    shop,
    async () => `${await stepsIn(shop.db, end)}` === 'take group done taken,block done taken',
  );
}

for (const { cause, heard } of [
  { cause: 'asked', heard: true },
  { cause: 'due', heard: true },
  { cause: 'asked', heard: false },
] as const)
  test(`access that ended while an account was deleted is taken after a restore: ${cause}, deletion ${heard ? '' : 'not '}heard`, async (t) => {
    const { shop, end } = await endedWhileDeleted(t, { cause, heard });
    byHand(shop, { deleted: false });
    await lookAtJane(shop);
    await isTakenAfterAll(shop, end);
  });

test('access that ended while an account was deleted is taken after a restore by word', async (t) => {
  const { shop, end } = await endedWhileDeleted(t, { heard: true, cause: 'asked' });
  const people = [{ line: 1, said: jane }];
  const restore = (await askAndReview(shop, omar, { kind: 'restore', people })) ?? 0;
  assert.equal(await confirmEnd(shop, omar, restore), 'confirmed');
  await untilDone(shop, restore);
  await isTakenAfterAll(shop, end);
});

test('a grant that a removal misses because the account is deleted at that moment is taken after a restore', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await letPass(shop, patienceMs);
  shop.directory.nextTakes.push(() => {
    byHand(shop, { deleted: true });
    return { kind: 'gone', what: 'grant' };
  });
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done account gone']);
  byHand(shop, { deleted: false });
  await lookAtJane(shop);
  await until(shop, () => !inGroup(shop));
});
