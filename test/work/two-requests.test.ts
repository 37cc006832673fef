import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationsOf } from '../../src/store/invitations/invitations.ts';
import { startInvitations } from '../../src/work/engine/start-invitations.ts';
import { retryRequest } from '../../src/work/request/retry-request.ts';
import { makeApproved, otherGroup, statesIn } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { alex } from './alex.ts';
import { untilDone } from './pass-time.ts';
import { openInvites, reasonsOf } from './read-steps.ts';
import { runEngine } from './run-engine.ts';
import { openWorkshop } from './workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const access = { groups: [otherGroup], apps: [], licences: [] };

test('two requests for one address send one mail, and both give their access', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  const second = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  runEngine(t, shop.deps('two'));
  await untilDone(shop, first, second);
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.deepEqual(await statesIn(shop.db, first), ['complete']);
  assert.deepEqual(await statesIn(shop.db, second), ['complete']);
  assert.equal(shop.directory.members.get(otherGroup)?.size, 1);
  const plans = await Promise.all([first, second].map((id) => invitationsOf(shop.db, id)));
  assert.deepEqual(
    plans
      .flat()
      .map(({ plan }) => plan)
      .toSorted(),
    ['access only', 'invite'],
  );
});

test('replicas that start at once write one open invite for each guest', async (t) => {
  const shop = await openWorkshop(t, server);
  const addresses = Array.from({ length: 30 }, (_, n) => `p${n}@fabrikam.com`);
  await makeApproved(shop.db, { addresses });
  await makeApproved(shop.db, { addresses: addresses.toReversed(), access });
  await Promise.all(
    Array.from({ length: 8 }, () => startInvitations(shop.db, 20, shop.clock.now())),
  );
  await startInvitations(shop.db, 100, shop.clock.now());
  assert.equal(await openInvites(shop), 30);
});

test('the bot does not give access again that a guest has by the time of the work', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  shop.directory.members.set(otherGroup, new Set([objectId]));
  const there = { addresses: [jane], plan: 'access only', foundId: objectId } as const;
  const nothing = { groups: [], apps: [], licences: [] };
  const id = await makeApproved(shop.db, { ...there, access, lacks: nothing });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.equal(shop.directory.calls.filter(({ call }) => call === 'add').length, 0);
});

test('a request that joins while Graph refuses the invitation fails with it or starts again', async (t) => {
  const shop = await openWorkshop(t, server);
  const addresses = Array.from({ length: 20 }, (_, n) => `p${n}@fabrikam.com`);
  const first = await makeApproved(shop.db, { addresses });
  const second = await makeApproved(shop.db, { addresses, access });
  const deps = shop.deps('one');
  runEngine(t, {
    ...deps,
    invite: async () => ({ kind: 'refused', reason: { code: 'cross-tenant settings' } }),
  });
  await untilDone(shop, first, second);
  assert.ok((await statesIn(shop.db, second)).every((state) => state === 'failed'));
  assert.ok((await reasonsOf(shop, second)).every((reason) => reason === 'cross-tenant settings'));
});

test('a retry of the request that only waited makes an invitation of its own', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  const second = await makeApproved(shop.db, { addresses: [jane], access });
  const deps = shop.deps('one');
  let refusing = true;
  runEngine(t, {
    ...deps,
    invite: async (invitation) =>
      refusing ? { kind: 'wait', scope: 'invitation' } : await deps.invite(invitation),
  });
  await untilDone(shop, first, second);
  assert.deepEqual(await reasonsOf(shop, second), ['gave up']);
  refusing = false;
  assert.equal(await retryRequest(shop, alex, second), 'begun');
  assert.equal(await retryRequest(shop, alex, first), 'begun');
  await untilDone(shop, first, second);
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.deepEqual(await statesIn(shop.db, first), ['complete']);
  assert.deepEqual(await statesIn(shop.db, second), ['complete']);
  assert.deepEqual(await reasonsOf(shop, second), [null]);
});

test('a retry after another request has invited the guest does not mail again', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  const deps = shop.deps('one');
  let refusing = true;
  runEngine(t, {
    ...deps,
    // The directory lags, so the bot finds nobody.
    findPeople: async () => new Map(),
    invite: async (invitation) =>
      refusing ? { kind: 'wait', scope: 'invitation' } : await deps.invite(invitation),
  });
  await untilDone(shop, first);
  refusing = false;
  const second = await makeApproved(shop.db, { addresses: [jane], access });
  await untilDone(shop, second);
  await retryRequest(shop, alex, first);
  await untilDone(shop, first);
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.deepEqual(await statesIn(shop.db, first), ['complete']);
});
