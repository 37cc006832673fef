import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openBreaker } from '../../src/store/breaker.ts';
import { retryRequest } from '../../src/work/retry-request.ts';
import { group, makeApproved, requesterId, statesIn, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import {
  minutesSince,
  openWorkshop,
  reasonsOf,
  runEngine,
  stepsOf,
  until,
  untilDone,
  untilStates,
  type Workshop,
} from './run-engine.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const twenty = Array.from({ length: 20 }, (_, n) => `p${n}@fabrikam.com`);

/** Guests who are all there, so that only their access is to be given. */
function seat(shop: Workshop, addresses: readonly string[]) {
  return addresses.map((address) => shop.directory.put(address).objectId);
}

const addCalls = ({ directory }: Workshop) =>
  directory.calls.flatMap((call) => (call.call === 'add' ? [call.objectIds.length] : []));

/** Guests whom the ledger knows already: their grants are due at once and together. */
async function knownGuests(shop: Workshop, addresses: readonly string[]): Promise<string[]> {
  const ids = seat(shop, addresses);
  for (const [index, address] of addresses.entries()) {
    await sql`insert into guest (tenant_id, address, object_id, state)
      values (${tenantId}, ${address}, ${ids[index]}, 'pending')`.execute(shop.db);
  }
  return ids;
}

test('twenty members go into a group in one call', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, twenty);
  const id = await makeApproved(shop.db, { addresses: twenty, source: 'file' });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(addCalls(shop), [20]);
  assert.equal(shop.directory.members.get(group)?.size, 20);
});

test('a refused twenty is halved until the culprit stands alone, in few calls', async (t) => {
  const shop = await openWorkshop(t, server);
  const ids = await knownGuests(shop, twenty);
  shop.directory.unwelcome.add(ids[13] ?? '');
  const id = await makeApproved(shop.db, { addresses: twenty, source: 'file' });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const states = await statesIn(shop.db, id);
  assert.deepEqual(
    states.filter((state) => state !== 'complete'),
    ['failed'],
  );
  assert.equal(states[13], 'failed');
  assert.equal((await reasonsOf(shop, id))[13], 'guests may not join group');
  // Ten or eleven where nothing disturbs; a lease that a busy machine let lapse costs a few more.
  assert.ok(addCalls(shop).length < twenty.length, `${addCalls(shop)}`);
});

test('a guest whom the directory does not show yet holds up few, and gets in later', async (t) => {
  const shop = await openWorkshop(t, server);
  const ids = await knownGuests(shop, twenty);
  shop.directory.unseen.add(ids[7] ?? '');
  const id = await makeApproved(shop.db, { addresses: twenty, source: 'file' });
  runEngine(t, shop.deps('one'));
  await until(shop, async () => {
    const states = await statesIn(shop.db, id);
    return states.filter((state) => state === 'complete').length === 19;
  });
  assert.equal((await statesIn(shop.db, id))[7], 'working');
  shop.directory.unseen.clear();
  await untilDone(shop, id);
  assert.ok((await statesIn(shop.db, id)).every((state) => state === 'complete'));
});

test('a guest who never appears is given up after patience, alone', async (t) => {
  const shop = await openWorkshop(t, server);
  const began = shop.clock.now();
  const ids = await knownGuests(shop, twenty);
  shop.directory.unseen.add(ids[7] ?? '');
  const id = await makeApproved(shop.db, { addresses: twenty, source: 'file' });
  // Patience ends before the halving does: still nobody else may fall.
  runEngine(t, { ...shop.deps('one'), patienceMs: 10_000 });
  await untilDone(shop, id);
  assert.ok(minutesSince(began, shop.clock) < 5);
  const states = await statesIn(shop.db, id);
  assert.deepEqual(
    states.filter((state) => state !== 'complete'),
    ['failed'],
  );
  assert.equal((await reasonsOf(shop, id))[7], 'replication timed out');
});

test('time spent waiting for a turn does not count as patience', async (t) => {
  const shop = await openWorkshop(t, server);
  const [objectId] = await knownGuests(shop, [jane]);
  shop.directory.unseen.add(objectId ?? '');
  const began = shop.clock.now();
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const deps = shop.deps('one');
  runEngine(t, {
    ...deps,
    pacer: { ...deps.pacer, permit: async () => minutesSince(began, shop.clock) > 15 },
  });
  await until(shop, async () => addCalls(shop).length > 0);
  shop.directory.unseen.clear();
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('whoever is a member already counts as let in', async (t) => {
  const shop = await openWorkshop(t, server);
  const ids = await knownGuests(shop, twenty);
  shop.directory.members.set(group, new Set(ids.slice(3, 5)));
  const id = await makeApproved(shop.db, { addresses: twenty, source: 'file' });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.ok((await statesIn(shop.db, id)).every((state) => state === 'complete'));
});

test('a lost answer to a grant is simply asked again', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, [jane]);
  shop.directory.nextAdds.push((effect) => {
    effect();
    return { kind: 'lost' };
  });
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('one who was tried often does not take newcomers down', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, [jane, 'joe@fabrikam.com']);
  const deps = shop.deps('one');
  let lost = 0;
  const id = await makeApproved(shop.db, { addresses: [jane, 'joe@fabrikam.com'] });
  runEngine(t, {
    ...deps,
    addMembers: async (groupId, objectIds) => {
      if (lost === 0) {
        // Jane has been tried before, to the limit but one.
        await sql`update step set attempts = 11 where invitation_id = (select min(id) from invitation)`.execute(
          shop.db,
        );
      }
      lost += 1;
      return lost < 3 ? { kind: 'lost' } : await deps.addMembers(groupId, objectIds);
    },
  });
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['failed', 'complete']);
});

test('a grant that Graph never answers is given up with words, and a retry takes it up', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, [jane]);
  const deps = shop.deps('one');
  let answers = false;
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, {
    ...deps,
    addMembers: async (groupId, objectIds) =>
      answers ? await deps.addMembers(groupId, objectIds) : { kind: 'lost' },
  });
  await untilStates(shop, id, ['failed']);
  assert.deepEqual(await reasonsOf(shop, id), ['gave up']);
  answers = true;
  const rights = {
    tenantOk: true,
    member: true,
    inviter: true,
    bulkInviter: true,
    operator: false,
    owns: () => false,
  };
  const who = { tenantId, personId: requesterId, name: 'Alex', rights };
  assert.equal(await retryRequest(shop, who, id), 'begun');
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(await reasonsOf(shop, id), [null]);
  assert.equal(await retryRequest(shop, who, id), 'nothing to retry');
});

test('roles and licences are given one guest at a time', async (t) => {
  const shop = await openWorkshop(t, server);
  const [objectId] = await knownGuests(shop, [jane]);
  const access = {
    groups: [],
    apps: [{ servicePrincipalId: 'sp', appRoleId: 'role' }],
    licences: [{ skuId: 'sku', usageLocation: 'NL' }],
  };
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(
    // Side by side, so in either order.
    shop.directory.calls
      .filter(({ call }) => call === 'role' || call === 'licence')
      .toSorted((a, b) => a.call.localeCompare(b.call)),
    [
      { call: 'licence', objectId },
      { call: 'role', objectId, appRoleId: 'role' },
    ],
  );
});

test('one grant refused beside one made leaves the invitation partly done', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, [jane]);
  const deps = shop.deps('one');
  const access = { groups: [group], apps: [{ servicePrincipalId: 'sp' }], licences: [] };
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, {
    ...deps,
    giveRole: async () => ({ kind: 'refused', reason: { code: 'access target missing' } }),
  });
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['partly']);
  assert.deepEqual(await reasonsOf(shop, id), ['access target missing']);
});

test('a grant whose worker died is taken over, but not past an open breaker', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, [jane]);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const dying = runEngine(t, {
    ...shop.deps('dying'),
    addMembers: () => Promise.reject(new Error('the process ends here')),
  });
  await until(shop, async () => (await stepsOf(shop.db))[0]?.state === 'intended');
  await dying.stop();
  await openBreaker(shop.db, { code: 'tenant blocked' }, shop.clock.now());
  runEngine(t, shop.deps('other'));
  const later = shop.clock.now().getTime() + 60_000;
  await until(shop, async () => shop.clock.now().getTime() > later);
  assert.deepEqual(addCalls(shop), []);
  await sql`update breaker set open_since = null`.execute(shop.db);
  await untilDone(shop, id);
  assert.equal(addCalls(shop).length, 1);
});
