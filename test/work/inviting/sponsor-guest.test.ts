import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphUnavailable } from '../../../src/graph/client/graph-faults.ts';
import type { Reason } from '../../../src/guests/reason.ts';
import { mayNotSponsor } from '../../../src/store/steps/sponsor-steps.ts';
import { writesLeft } from '../../../src/store/steps/writes-left.ts';
import { group, makeApproved, requesterId, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { deletedJane } from '../deleted-jane.ts';
import { lostAfter } from '../fake-directory.ts';
import { untilDone } from '../pass-time.ts';
import { reasonsOf, stepsOf } from '../read-steps.ts';
import { runEngine, workOff } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const others = ['o1', 'o2', 'o3', 'o4', 'o5'];

const asked = ({ directory }: Workshop) =>
  directory.calls.flatMap((call) => (call.call === 'sponsor' ? [call.objectId] : []));
const sponsorSteps = async ({ db }: Workshop) =>
  (await stepsOf(db)).flatMap(({ kind, state, answer }) =>
    kind === 'sponsor' ? [[state, answer]] : [],
  );

test('a requester who asks for a guest who exists becomes a sponsor, beside the present ones', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  shop.directory.sponsors.set(objectId, new Set(['o1']));
  const id = await workOff(t, shop, { addresses: [jane], plan: 'access only' });
  assert.deepEqual([...(shop.directory.sponsors.get(objectId) ?? [])], ['o1', requesterId]);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(await sponsorSteps(shop), [['done', 'made']]);
});

test('a requester becomes a sponsor of a guest who turns out to exist, or whom the bot restores', async (t) => {
  const shop = await openWorkshop(t, server);
  const [found, restored] = [jane, 'joe@fabrikam.com'];
  const { objectId } = shop.directory.put(found);
  const back = shop.directory.put(restored, deletedJane);
  await workOff(t, shop, { addresses: [found] });
  await workOff(t, shop, { addresses: [restored], plan: 'restore' });
  assert.deepEqual(asked(shop), [objectId, back.objectId]);
});

test('a partner who is invited has the sponsors by that, and a member of the company has none', async (t) => {
  const shop = await openWorkshop(t, server);
  const member = 'employee@contoso.com';
  shop.directory.put(member, { userType: 'Member', externalUserState: null });
  await workOff(t, shop, { addresses: [jane, member] });
  // The review found a guest, and nobody is there by now.
  await workOff(t, shop, { addresses: ['gone@fabrikam.com'], plan: 'access only' });
  assert.deepEqual(asked(shop), []);
  assert.deepEqual(await sponsorSteps(shop), [['done', 'kept']]);
});

test('the bot does not add a person who is a sponsor already', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  shop.directory.sponsors.set(objectId, new Set([requesterId]));
  await workOff(t, shop, { addresses: [jane], plan: 'access only' });
  assert.deepEqual(asked(shop), []);
  assert.deepEqual(await sponsorSteps(shop), [['done', 'already so']]);
});

test('after an answer that was lost the bot asks again, and the requester is a sponsor once', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  shop.directory.nextSponsors.push(lostAfter);
  const id = await workOff(t, shop, { addresses: [jane], plan: 'access only' });
  assert.deepEqual([...(shop.directory.sponsors.get(objectId) ?? [])], [requesterId]);
  assert.deepEqual(await sponsorSteps(shop), [['done', 'already so']]);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('a guest who has five sponsors keeps them: the access is given, and the row says so', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  shop.directory.sponsors.set(objectId, new Set(others));
  const id = await workOff(t, shop, { addresses: [jane], plan: 'access only' });
  assert.deepEqual(asked(shop), []);
  assert.ok(shop.directory.members.get(group)?.has(objectId));
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(await reasonsOf(shop, id), ['sponsors full']);
});

for (const code of ['sponsor not permitted', 'sponsor not added'] satisfies Reason['code'][]) {
  test(`the row says what Graph refused, and nothing fails: ${code}`, async (t) => {
    const shop = await openWorkshop(t, server);
    shop.directory.put(jane);
    shop.directory.nextSponsors.push(() => ({ kind: 'refused', reason: { code } }));
    const id = await workOff(t, shop, { addresses: [jane], plan: 'access only' });
    assert.deepEqual(await statesIn(shop.db, id), ['complete']);
    assert.deepEqual(await reasonsOf(shop, id), [code]);
  });
}

test('without the permission one answer tells so, and the bot sends no other sponsor of the request', async (t) => {
  const shop = await openWorkshop(t, server);
  const reason = { code: 'sponsor not permitted' } as const;
  const addresses = [jane, 'joe@fabrikam.com'];
  const [first, second] = addresses.map((address) => shop.directory.put(address).objectId);
  shop.directory.nextSponsors.push(() => ({ kind: 'refused', reason }));
  const deps = shop.deps('one');
  // Graph is slow to tell of the second until the first was refused.
  const sponsorsOf = async (objectId: string) => {
    const isFirst = objectId === first;
    if (!isFirst && !(await mayNotSponsor(shop.db, id))) throw new GraphUnavailable(5);
    return await deps.sponsorsOf(objectId);
  };
  const id = await makeApproved(shop.db, { addresses, plan: 'access only' });
  runEngine(t, { ...deps, sponsorsOf });
  await untilDone(shop, id);
  assert.deepEqual(asked(shop), [first]);
  assert.notEqual(second, first);
  assert.deepEqual(await reasonsOf(shop, id), [reason.code, reason.code]);
});

test('a guest whom nobody can sponsor for long is left with words, and the access stands', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane);
  const id = await makeApproved(shop.db, { addresses: [jane], plan: 'access only' });
  const deps = { ...shop.deps('one'), addSponsor: async () => ({ kind: 'lost' }) as const };
  runEngine(t, deps);
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(await reasonsOf(shop, id), ['sponsor not added']);
});

test('an invitation of which all access is refused has failed, though the requester is a sponsor', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  shop.directory.unwelcome.add(objectId);
  const id = await workOff(t, shop, { addresses: [jane], plan: 'access only' });
  assert.deepEqual(asked(shop), [objectId]);
  assert.deepEqual(await statesIn(shop.db, id), ['failed']);
  assert.deepEqual(await reasonsOf(shop, id), ['guests may not join group']);
});

test('the time that is left counts a write for each sponsor', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, {
    addresses: [jane],
    plan: 'access only',
    access: { groups: [], apps: [], licences: [] },
  });
  assert.equal(await writesLeft(shop.db, id), 1);
});
