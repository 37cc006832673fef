import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openBreaker } from '../../../src/store/steps/breaker.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { group, makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { alex } from '../alex.ts';
import { lostAfter } from '../fake-directory.ts';
import { addCalls, knownGuests } from '../known-guests.ts';
import { letPass, minutesSince, until, untilDone, untilStates } from '../pass-time.ts';
import { reasonsOf, stepsOf } from '../read-steps.ts';
import { runEngine, workOff } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

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
  await until(shop, async () => addCalls(shop).length > 0, 'growing');
  shop.directory.unseen.clear();
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('the bot gives a grant again after a lost answer', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, [jane]);
  shop.directory.nextAdds.push(lostAfter);
  const id = await workOff(t, shop, { addresses: [jane] });
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('a step with many tries does not fail newer steps beside it', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, [jane, 'joe@fabrikam.com']);
  const deps = shop.deps('one');
  let lost = 0;
  const id = await makeApproved(shop.db, { addresses: [jane, 'joe@fabrikam.com'] });
  runEngine(t, {
    ...deps,
    addMembers: async (groupId, objectIds) => {
      if (lost === 0) {
        // Jane's step has one attempt left.
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

test('the bot gives up a grant that Graph never answers, with a reason, and a retry gives it', async (t) => {
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
  assert.equal(await retryRequest(shop, alex, id), 'begun');
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(await reasonsOf(shop, id), [null]);
  assert.equal(await retryRequest(shop, alex, id), 'nothing to retry');
});

test('the bot gives roles and licences one guest at a time', async (t) => {
  const shop = await openWorkshop(t, server);
  const [objectId] = await knownGuests(shop, [jane]);
  const access = {
    groups: [],
    apps: [{ servicePrincipalId: 'sp', appRoleId: 'role' }],
    licences: [{ skuId: 'sku', usageLocation: 'NL' }],
  };
  await workOff(t, shop, { addresses: [jane], access });
  assert.deepEqual(
    // The calls run side by side, so their order varies.
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

test('another worker takes over a grant whose worker died, but not past an open breaker', async (t) => {
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
  await letPass(shop, 60_000);
  assert.deepEqual(addCalls(shop), []);
  await sql`update breaker set open_since = null`.execute(shop.db);
  await untilDone(shop, id);
  assert.equal(addCalls(shop).length, 1);
});
