import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { cancelRequest } from '../../../src/work/request/cancel-request.ts';
import { startEndings } from '../../../src/work/taking/start-endings.ts';
import { group, makeApproved, otherGroup, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { omar } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import {
  byHand,
  byOmar,
  endedJane,
  hearDeletion,
  invitedJane,
  jane,
  person,
} from './ended-jane.ts';

const server = await startDatabase();
const day = 86_400_000;
const alias = 'jane.doe@fabrikam.com';

/** The newest request, once it is done. */
async function newest(shop: Workshop): Promise<number> {
  const { rows } = await sql<{ id: number }>`select max(id) as id from request`.execute(shop.db);
  const id = rows[0]?.id ?? 0;
  await untilDone(shop, id);
  return id;
}

/** Somebody invites the account again, by this address of it. */
async function invitedAgain(shop: Workshop, address: string): Promise<number> {
  const foundId = person(shop)?.objectId ?? '';
  const id = await makeApproved(shop.db, { addresses: [address], plan: 'access only', foundId });
  await untilDone(shop, id);
  return id;
}

test('an account that the bot blocked is unblocked for an invitation under another address of it', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  assert.equal(person(shop)?.accountEnabled, false);
  const again = await invitedAgain(shop, alias);
  assert.deepEqual(await statesIn(shop.db, again), ['complete']);
  assert.equal(person(shop)?.accountEnabled, true);
  assert.ok(shop.directory.members.get(group)?.has(person(shop)?.objectId ?? ''));
});

test('an account that people unblocked, and blocked again later, stays blocked', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'remove', removeAfter: 'P2D' });
  byHand(shop, { accountEnabled: true });
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  assert.deepEqual(await stepsIn(shop.db, await newest(shop)), [
    'remove done kept (account unblocked since)',
  ]);
  byHand(shop, { accountEnabled: false });
  const again = await invitedAgain(shop, jane);
  assert.deepEqual(await reasonsOf(shop, again), ['blocked guest']);
  assert.equal(person(shop)?.accountEnabled, false);
});

const told = async ({ db }: Workshop) =>
  (await sql`select 1 from news where topic like 'guest gone%'`.execute(db)).rows.length;

test('a removal that the directory tells of before its answer comes is nobody who left, under any address', async (t) => {
  const { shop } = await endedJane(t, server, {});
  const objectId = person(shop)?.objectId ?? '';
  await invitedAgain(shop, alias);
  shop.directory.nextTakes.push(async (effect) => {
    const answer = effect();
    await hearDeletion(shop, objectId);
    return answer;
  });
  await untilDone(shop, await byOmar(shop, 'remove'));
  assert.equal(person(shop)?.deleted, true);
  assert.equal(await told(shop), 0);
});

test('somebody who leaves after a removal that was refused has left', async (t) => {
  const { shop } = await endedJane(t, server, {});
  const objectId = person(shop)?.objectId ?? '';
  await invitedAgain(shop, jane);
  const removal = await byOmar(shop, 'remove', () => shop.directory.directoryRoles.add(objectId));
  await untilDone(shop, removal);
  assert.deepEqual(await stepsIn(shop.db, removal), ['remove done kept (role holder)']);
  await hearDeletion(shop, objectId);
  assert.equal(await told(shop), 1);
});

test('the bot did not give to a new account what it gave to the one before, which is gone for good', async (t) => {
  const { shop, id: first } = await invitedJane(t, server);
  const before = person(shop)?.objectId ?? '';
  shop.directory.people.delete(jane);
  await hearDeletion(shop, before);
  const { objectId } = shop.directory.put(jane);
  shop.directory.members.set(group, new Set([objectId]));
  const other = { groups: [otherGroup], apps: [], licences: [] };
  const there = { plan: 'access only', foundId: objectId, access: other } as const;
  await untilDone(shop, await makeApproved(shop.db, { addresses: [jane], ...there }));
  const end = await makeEnd(shop.db, { requestIds: [first] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done kept (grant there before)']);
  assert.ok(shop.directory.members.get(group)?.has(objectId));
});

test('a removal takes the account that was confirmed, and none that took its place', async (t) => {
  const { shop } = await endedJane(t, server, {});
  const another = shop.directory.put('another@fabrikam.com');
  const removal = await byOmar(shop, 'remove', async () => {
    await sql`update guest set object_id = ${another.objectId}`.execute(shop.db);
  });
  await untilDone(shop, removal);
  assert.deepEqual(await stepsIn(shop.db, removal), ['remove done kept (account gone already)']);
  assert.deepEqual(
    [...shop.directory.people.values()].map(({ deleted }) => deleted),
    [false, false],
  );
});

test('access that a removal took stays over when an invitation restores the account, and one end takes it all', async (t) => {
  const { shop, first, again } = await removedAndInvitedAgain(t);
  assert.equal(person(shop)?.deleted, false);
  assert.deepEqual(await removedResults(shop, first), [true]);
  assert.deepEqual(await removedResults(shop, again), [false]);
  await untilDone(shop, await makeEnd(shop.db, { requestIds: [again], at: shop.clock.now() }));
  assert.deepEqual([...(shop.directory.members.get(group) ?? [])], []);
  assert.equal(person(shop)?.accountEnabled, false);
});

test('a restore by word brings back the access that the removal took, and no access of before', async (t) => {
  const { shop, first, again } = await removedAndInvitedAgain(t);
  await untilDone(shop, await byOmar(shop, 'remove'));
  assert.deepEqual(await removedResults(shop, again), [true]);
  const restore = await byOmar(shop, 'restore');
  await untilDone(shop, restore);
  assert.equal(person(shop)?.deleted, false);
  assert.deepEqual(await removedResults(shop, again), [false]);
  assert.deepEqual(await removedResults(shop, first), [true]);
});

/** Jane, whose account an operator removed, and whom a second invitation brought back. */
async function removedAndInvitedAgain(t: TestContext) {
  const { shop, id: first } = await invitedJane(t, server, { whenOver: 'block' });
  await untilDone(shop, await byOmar(shop, 'remove'));
  const foundId = person(shop)?.objectId ?? '';
  const again = await makeApproved(shop.db, { addresses: [jane], plan: 'restore', foundId });
  await untilDone(shop, again);
  return { shop, first, again };
}

/** For each row of a request, whether its results say that the account was removed. */
async function removedResults({ db }: Workshop, requestId: number): Promise<boolean[]> {
  const { rows } = await sql<{ removed: boolean }>`
    select e.id is not null as removed from invitation i left join invitation e on e.id = i.ending_id and e.kind = 'remove'
    where i.request_id = ${requestId} order by i.id`.execute(db);
  return rows.map(({ removed }) => removed);
}

test('after Cancel the bot removes no account whose removal began and was not sent', async (t) => {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, await makeApproved(shop.db, { addresses: [jane] }));
  await engine.stop();
  const removal = await byOmar(shop, 'remove');
  await startEndings(shop.db, 100, shop.clock.now());
  assert.equal((await cancelRequest(shop, omar, removal)).kind, 'cancelled');
  runEngine(t, shop.deps('two'));
  await untilDone(shop, removal);
  assert.equal(person(shop)?.deleted, false);
  assert.deepEqual(await statesIn(shop.db, removal), ['cancelled']);
});
