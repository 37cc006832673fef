import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGuest } from '../../../src/store/guests/guests.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { group, makeApproved, requesterId, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { minutesSince, until, untilDone, untilStates } from '../pass-time.ts';
import { reasonsOf, stepsOf } from '../read-steps.ts';
import { runEngine, workOff } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('the bot invites a partner once and adds them to the group', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.equal(shop.directory.members.get(group)?.size, 1);
  const [invitation] = await invitationsOf(shop.db, id);
  assert.equal(invitation?.state, 'complete');
  assert.equal(invitation?.mailed, true);
  const guest = await readGuest(shop.db, invitation?.guestId ?? 0);
  assert.deepEqual([guest?.state, guest?.madeByUs], ['pending', true]);
});

test('two replicas invite forty partners once each', async (t) => {
  const shop = await openWorkshop(t, server);
  const addresses = Array.from({ length: 40 }, (_, n) => `p${n}@fabrikam.com`);
  const id = await makeApproved(shop.db, { addresses, source: 'file' });
  runEngine(t, shop.deps('one'));
  runEngine(t, shop.deps('two'));
  await untilDone(shop, id);
  assert.deepEqual(shop.directory.invited().toSorted(), addresses.toSorted());
  assert.equal(shop.directory.members.get(group)?.size, 40);
});

test('sponsors of an invitation are the requester and the owners', async (t) => {
  const shop = await openWorkshop(t, server);
  await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await until(shop, async () => shop.directory.invited().length > 0);
  const sent = shop.directory.calls.find((call) => call.call === 'invite');
  assert.deepEqual(sent?.call === 'invite' && sent.sponsors, [requesterId]);
});

test('an existing guest gets access and no second mail', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = shop.directory.put(jane);
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(shop.directory.invited(), []);
  assert.ok(shop.directory.members.get(group)?.has(person.objectId));
  const [invitation] = await invitationsOf(shop.db, id);
  assert.deepEqual(
    [invitation?.state, invitation?.plan, invitation?.mailed],
    ['complete', 'access only', false],
  );
});

test('a member of the company gets access only', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane, { userType: 'Member', externalUserState: null });
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(shop.directory.invited(), []);
  const [invitation] = await invitationsOf(shop.db, id);
  assert.deepEqual([invitation?.state, invitation?.plan], ['complete', 'member']);
});

test('a blocked account is a problem and gets nothing', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane, { accountEnabled: false });
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(await statesIn(shop.db, id), ['failed']);
  assert.deepEqual(await reasonsOf(shop, id), ['blocked guest']);
  assert.equal(shop.directory.members.size, 0);
});

test('a wait that Graph asks for pauses all replicas, and the row goes on later', async (t) => {
  const shop = await openWorkshop(t, server);
  const began = shop.clock.now();
  shop.directory.nextInvites.push(() => ({ kind: 'wait', seconds: 120, scope: 'invitation' }));
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(shop.pauses, [{ scope: 'invitation', seconds: 120 }]);
  assert.ok(minutesSince(began, shop.clock) >= 2);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('a refused partner fails with a reason, and the others go on', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push(() => ({
    kind: 'refused',
    reason: { code: 'cross-tenant settings' },
  }));
  const id = await workOff(t, shop, { addresses: [jane, 'joe@fabrikam.com'] });
  assert.deepEqual((await statesIn(shop.db, id)).toSorted(), ['complete', 'failed']);
  assert.ok((await reasonsOf(shop, id)).includes('cross-tenant settings'));
});

test('the invitation of a partner whom Graph never accepts fails with a reason', async (t) => {
  const shop = await openWorkshop(t, server);
  const deps = shop.deps('one');
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, { ...deps, invite: async () => ({ kind: 'wait', scope: 'invitation' }) });
  await untilStates(shop, id, ['failed']);
  assert.deepEqual(await reasonsOf(shop, id), ['gave up']);
  assert.ok((await stepsOf(shop.db)).every(({ state }) => state === 'refused'));
});
