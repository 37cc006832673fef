import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { GraphUnavailable } from '../../../src/graph/client/graph-faults.ts';
import { pullInWaits } from '../../../src/store/pull-in-waits.ts';
import { intendSteps } from '../../../src/store/steps/postpone-steps.ts';
import { startInvitations } from '../../../src/work/engine/start-invitations.ts';
import { group, makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { takeAny } from '../../store/take-any.ts';
import { lostAfter } from '../fake-directory.ts';
import { addCalls, knownGuests } from '../known-guests.ts';
import { minutesSince, until, untilDone } from '../pass-time.ts';
import { reasonsOf, stepsOf } from '../read-steps.ts';
import { runEngine, workOff } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const twenty = Array.from({ length: 20 }, (_, n) => `p${n}@fabrikam.com`);

test('the bot adds twenty members to a group in one call', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, twenty);
  await workOff(t, shop, { addresses: twenty, source: 'file' });
  assert.deepEqual(addCalls(shop), [20]);
  assert.equal(shop.directory.members.get(group)?.size, 20);
});

test('the bot halves a refused twenty until the culprit is alone, in few calls', async (t) => {
  const shop = await openWorkshop(t, server);
  const ids = await knownGuests(shop, twenty);
  shop.directory.unwelcome.add(ids[13] ?? '');
  const id = await workOff(t, shop, { addresses: twenty, source: 'file' });
  const states = await statesIn(shop.db, id);
  assert.deepEqual(
    states.filter((state) => state !== 'complete'),
    ['failed'],
  );
  assert.equal(states[13], 'failed');
  assert.equal((await reasonsOf(shop, id))[13], 'guests may not join group');
  // Ten or eleven calls without disturbance. On a busy machine a lapsed lease costs a few more.
  assert.ok(addCalls(shop).length < twenty.length, `${addCalls(shop)}`);
});

test('a guest that the directory does not show yet delays few others, and the bot adds it later', async (t) => {
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

test('after the patience the bot gives up only the guest that never appears', async (t) => {
  const shop = await openWorkshop(t, server);
  const began = shop.clock.now();
  const ids = await knownGuests(shop, twenty);
  shop.directory.unseen.add(ids[7] ?? '');
  const id = await makeApproved(shop.db, { addresses: twenty, source: 'file' });
  // The patience ends before the halving. Still no other guest may fail.
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

test('a clock that is set back a month keeps a guest that never appears no longer', async (t) => {
  const shop = await openWorkshop(t, server);
  const [objectId] = await knownGuests(shop, twenty);
  shop.directory.unseen.add(objectId ?? '');
  const id = await makeApproved(shop.db, { addresses: twenty.slice(0, 1) });
  runEngine(t, { ...shop.deps('one'), patienceMs: 30_000 });
  await until(shop, async () =>
    (await stepsOf(shop.db)).some(({ answer }) => answer === 'not yet'),
  );
  shop.clock.set(-30 * 24 * 3_600_000);
  await pullInWaits(shop.db, shop.clock.now());
  const began = shop.clock.now();
  await untilDone(shop, id);
  assert.ok(minutesSince(began, shop.clock) < 2);
  assert.deepEqual(await reasonsOf(shop, id), ['replication timed out']);
});

test('a guest that is a member already counts as added', async (t) => {
  const shop = await openWorkshop(t, server);
  const ids = await knownGuests(shop, twenty);
  shop.directory.members.set(group, new Set(ids.slice(3, 5)));
  const id = await workOff(t, shop, { addresses: twenty, source: 'file' });
  assert.ok((await statesIn(shop.db, id)).every((state) => state === 'complete'));
  // Two calls without disturbance, as below. Halving would take ten or more.
  assert.ok(addCalls(shop).length < 8, `${addCalls(shop)}`);
});

test('after a lost answer the bot adds the twenty members once more, and then reads them', async (t) => {
  const shop = await openWorkshop(t, server);
  await knownGuests(shop, twenty);
  shop.directory.nextAdds.push(lostAfter);
  const id = await workOff(t, shop, { addresses: twenty, source: 'file' });
  assert.ok((await statesIn(shop.db, id)).every((state) => state === 'complete'));
  // Halving would take thirty-nine more.
  assert.ok(addCalls(shop).length < 8, `${addCalls(shop)}`);
});

test('a membership that the bot cannot read fails no other guest', async (t) => {
  const shop = await openWorkshop(t, server);
  const ids = await knownGuests(shop, twenty);
  shop.directory.members.set(group, new Set(ids));
  const deps = shop.deps('one');
  const id = await makeApproved(shop.db, { addresses: twenty, source: 'file' });
  runEngine(t, {
    ...deps,
    memberGroups: (objectId, groupIds) =>
      objectId === ids[4]
        ? Promise.reject(new GraphUnavailable(10))
        : deps.memberGroups(objectId, groupIds),
  });
  await untilDone(shop, id);
  assert.ok((await statesIn(shop.db, id)).every((state) => state === 'complete'));
  assert.ok(addCalls(shop).length < 8, `${addCalls(shop)}`);
});

test('the bot finds members that the directory does not show yet by halving', async (t) => {
  const shop = await openWorkshop(t, server);
  const ids = await knownGuests(shop, twenty);
  shop.directory.members.set(group, new Set(ids.slice(3, 4)));
  const id = await makeApproved(shop.db, { addresses: twenty, source: 'file' });
  runEngine(t, { ...shop.deps('one'), memberGroups: async () => new Set() });
  await untilDone(shop, id);
  assert.ok((await statesIn(shop.db, id)).every((state) => state === 'complete'));
  assert.ok(addCalls(shop).length > 2);
});

test('whichever calls a kill cut off, the bot knows of each guest who gave the group', async (t) => {
  const shop = await openWorkshop(t, server);
  const four = twenty.slice(0, 4);
  const ids = await knownGuests(shop, four);
  const unshown = new Map<string, string | undefined>();
  const requests: number[] = [];
  // Each subset of the first three in a call that a kill cut off, and then another. Somebody else adds the fourth.
  for (let n = 0; n < 16; n += 1) {
    const target = `c1000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`;
    // Reads never show one of them in this group, or show all.
    unshown.set(target, ids[n % 5]);
    shop.directory.members.set(target, new Set(ids.slice(3)));
    const access = { groups: [target], apps: [], licences: [] };
    requests.push(await makeApproved(shop.db, { addresses: four, access }));
    await startInvitations(shop.db, 10, shop.clock.now());
    for (const cut of [n & 7, ((n * 5) >> 2) & 7]) {
      await cutOff(
        shop,
        four.filter((_, g) => (cut >> g) % 2 === 1),
      );
    }
  }
  const deps = shop.deps('other');
  runEngine(t, {
    ...deps,
    memberGroups: async (objectId, groupIds) =>
      await deps.memberGroups(
        objectId,
        groupIds.filter((id) => unshown.get(id) !== objectId),
      ),
  });
  for (const id of requests) await untilDone(shop, id);
  const { rows } =
    await sql`select g.address, s.target from step s join guest g on g.id = s.guest_id
    where s.kind = 'group' and (s.made_at is null) = (g.address <> ${four[3]})`.execute(shop.db);
  assert.deepEqual(rows, []);
});

/** Calls for these guests' last group, and ends the process before the answer. */
async function cutOff({ db, clock, directory }: Workshop, addresses: string[]): Promise<void> {
  const now = clock.now();
  const taken = await takeAny(db, { name: 'dying', limit: 300, now });
  const last = taken.at(-1)?.requestId;
  const going = taken.filter((step) => step.requestId === last && addresses.includes(step.address));
  if (going.length > 0) {
    await intendSteps(db, going, now);
    const objectIds = going.map(({ objectId }) => objectId ?? '');
    await directory.addMembers(going[0]?.target ?? '', objectIds);
  }
  await sql`update step set lease_until = null, lease_by = null`.execute(db);
}
