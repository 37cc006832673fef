import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../../../src/graph/client/sort-answer.ts';
import { group, makeApproved } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { deletedJane, guestOf, restores } from '../deleted-jane.ts';
import { lostAfter } from '../fake-directory.ts';
import { minutesSince, untilDone } from '../pass-time.ts';
import { reasonsOf, stepsOf } from '../read-steps.ts';
import { runEngine, workOff } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('the bot restores a recently deleted guest and gives the access, without a mail', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = shop.directory.put(jane, deletedJane);
  const id = await workOff(t, shop, { addresses: [jane], plan: 'restore' });
  assert.equal(restores(shop), 1);
  assert.deepEqual(shop.directory.invited(), []);
  assert.deepEqual([...(shop.directory.members.get(group) ?? [])], [person.objectId]);
  const { invitation, guest } = await guestOf(shop.db, id);
  assert.deepEqual(
    [invitation.state, invitation.plan, invitation.mailed],
    ['complete', 'restore', false],
  );
  assert.deepEqual(
    [guest?.state, guest?.objectId, guest?.madeByUs],
    ['accepted', person.objectId, false],
  );
  assert.deepEqual(
    (await stepsOf(shop.db)).map(({ kind, answer }) => [kind, answer]),
    [
      ['restore', 'restored'],
      ['group', 'made'],
      ['sponsor', 'made'],
    ],
  );
});

test('a restored guest who had not accepted is pending again', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane, { deleted: true });
  const id = await workOff(t, shop, { addresses: [jane], plan: 'restore' });
  assert.equal((await guestOf(shop.db, id)).guest?.state, 'pending');
});

test('the bot does not restore a guest that somebody restored before the work', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane);
  const id = await workOff(t, shop, { addresses: [jane], plan: 'restore' });
  assert.equal(restores(shop), 0);
  assert.deepEqual(shop.directory.invited(), []);
  assert.equal((await guestOf(shop.db, id)).invitation.plan, 'access only');
  assert.deepEqual(await reasonsOf(shop, id), ['guest already']);
});

test('the bot invites a guest that is gone for good by the time of the work', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await workOff(t, shop, { addresses: [jane], plan: 'restore' });
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.deepEqual(await reasonsOf(shop, id), ['invited after all']);
  assert.equal((await guestOf(shop.db, id)).invitation.mailed, true);
});

test('the bot invites a known guest that is gone for good as a new one', async (t) => {
  const shop = await openWorkshop(t, server);
  const before = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, before);
  const was = (await guestOf(shop.db, before)).guest?.objectId;
  shop.directory.people.clear();
  const id = await makeApproved(shop.db, { addresses: [jane], plan: 'restore' });
  await untilDone(shop, id);
  const { guest, invitation } = await guestOf(shop.db, id);
  assert.equal(invitation.state, 'complete');
  assert.notEqual(guest?.objectId, was);
  assert.equal(guest?.objectId, shop.directory.people.get(jane)?.objectId);
  assert.equal(guest?.state, 'pending');
});

test('after a lost answer the bot neither repeats a restore nor invites', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane, deletedJane);
  shop.directory.nextRestores.push(lostAfter);
  const id = await workOff(t, shop, { addresses: [jane], plan: 'restore' });
  assert.equal(restores(shop), 1);
  assert.deepEqual(shop.directory.invited(), []);
  const { invitation } = await guestOf(shop.db, id);
  assert.deepEqual([invitation.state, invitation.plan], ['complete', 'restore']);
});

test('the bot waits for a guest that is missing after a restore before it invites again', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane, deletedJane);
  shop.directory.nextRestores.push(() => {
    shop.directory.people.clear();
    return { kind: 'lost' };
  });
  const id = await makeApproved(shop.db, { addresses: [jane], plan: 'restore' });
  const began = shop.clock.now();
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.ok(minutesSince(began, shop.clock) >= 10);
});

for (const { name, answer, put, reason } of [
  {
    name: 'when Entra refuses a restore the row fails with a reason',
    answer: { kind: 'refused', reason: { code: 'restore refused' } } satisfies Answer<undefined>,
    put: deletedJane,
    reason: 'restore refused',
  },
  {
    name: 'a restored account that is blocked gets nothing',
    put: { ...deletedJane, accountEnabled: false },
    reason: 'blocked guest',
  },
  {
    name: 'the bot restores no deleted member of the organisation',
    put: { ...deletedJane, userType: 'Member' } as const,
    reason: 'deleted guest',
  },
]) {
  test(name, async (t) => {
    const shop = await openWorkshop(t, server);
    shop.directory.put(jane, put);
    if (answer !== undefined) shop.directory.nextRestores.push(() => answer);
    const id = await makeApproved(shop.db, { addresses: [jane], plan: 'restore' });
    runEngine(t, shop.deps('one'));
    await untilDone(shop, id);
    assert.deepEqual(await reasonsOf(shop, id), [reason]);
    assert.equal((await guestOf(shop.db, id)).invitation.state, 'failed');
    assert.equal(shop.directory.members.get(group), undefined);
    assert.deepEqual(shop.directory.invited(), []);
  });
}
