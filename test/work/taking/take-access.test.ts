import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startEndings } from '../../../src/work/taking/start-endings.ts';
import { group, makeApproved, otherGroup, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { lostAfter } from '../fake-directory.ts';
import { until, untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';
import { makeEnd, stepsIn } from './ends.ts';
import { access, both, idOf, isIn, jane, role, untilShown } from './janes-access.ts';

const server = await startDatabase();

test('an end takes the access that the bot gave, and the invitation is over', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.deepEqual(await statesIn(shop.db, end), ['complete']);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done taken', 'take app done taken']);
  assert.equal(isIn(shop), false);
  assert.equal(shop.directory.roles.get(idOf(shop))?.size, 0);
  assert.ok(shop.directory.people.get(jane)?.accountEnabled, 'the account stays');
});

test('access that a guest had before the bot stays', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  shop.directory.members.set(otherGroup, new Set([objectId]));
  const there = { addresses: [jane], plan: 'access only', foundId: objectId } as const;
  const id = await makeApproved(shop.db, { ...there, access: both });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.equal(isIn(shop, group), false);
  assert.equal(isIn(shop, otherGroup), true);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done taken',
    'take group done kept (grant there before)',
  ]);
});

test("a grant counts as the bot's when Graph shows it after a lost answer", async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  shop.directory.nextAdds.push((effect) => lostAfter(effect));
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done taken']);
});

test('after a lost answer for several members the earlier members stay', async (t) => {
  const shop = await openWorkshop(t, server);
  const addresses = ['ann', 'bob', 'cas'].map((name) => `${name}@fabrikam.com`);
  const before = shop.directory.put('ann@fabrikam.com');
  shop.directory.members.set(group, new Set([before.objectId]));
  const nothing = { groups: [group], apps: [], licences: [] };
  const there = { plan: 'access only', access: nothing, lacks: nothing } as const;
  // The review saw no guest in the group.
  const id = await makeApproved(shop.db, { addresses, ...there });
  // In bulk work members wait for each other, so that one call adds all three.
  await sql`update request set bulk = true where id = ${id}`.execute(shop.db);
  shop.directory.nextAdds.push(() => ({ kind: 'lost' }));
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual([...(shop.directory.members.get(group) ?? [])], [before.objectId]);
});

test('a grant that another living invitation needs stays until that invitation ends too', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  const second = await makeApproved(shop.db, { addresses: [jane], access: both });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, first, second);
  const end = await makeEnd(shop.db, { requestIds: [first] });
  await untilDone(shop, end);
  assert.equal(isIn(shop), true);
  assert.deepEqual(await reasonsOf(shop, end), ['grant needed elsewhere']);
  assert.deepEqual(await statesIn(shop.db, first), ['revoked']);
  const last = await makeEnd(shop.db, { requestIds: [second] });
  await untilDone(shop, last);
  assert.equal(isIn(shop), false);
  assert.equal(isIn(shop, otherGroup), false);
});

test('two ends at once leave nothing, and take nothing twice', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  const second = await makeApproved(shop.db, { addresses: [jane], access: both });
  runEngine(t, shop.deps('one'));
  runEngine(t, shop.deps('two'));
  await untilDone(shop, first, second);
  const ends = [
    await makeEnd(shop.db, { requestIds: [first] }),
    await makeEnd(shop.db, { requestIds: [second] }),
  ];
  await untilDone(shop, ...ends);
  assert.equal(isIn(shop), false);
  assert.equal(isIn(shop, otherGroup), false);
  const taken = shop.directory.takings.filter(({ came }) => came === 'taken');
  assert.equal(taken.length, 2);
});

test('an end skips a grant that an administrator took, and leaves one that they gave again', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await untilShown(shop);
  shop.directory.members.get(group)?.delete(idOf(shop));
  const noRole = '00000000-0000-0000-0000-000000000000';
  const key = `${role.servicePrincipalId} ${noRole} ${idOf(shop)}`;
  shop.directory.since.set(key, shop.clock.now());
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done gone (grant gone already)',
    'take app done kept (grant given again)',
  ]);
  assert.equal(shop.directory.roles.get(idOf(shop))?.size, 1);
  assert.deepEqual(shop.directory.takings, []);
});

test('the bot cannot take from a guest access by a rule or through another group', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane], access: both });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  shop.directory.byGroup.set(`${group} ${idOf(shop)}`, 'by rule');
  shop.directory.byGroup.set(`${otherGroup} ${idOf(shop)}`, 'by group');
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done kept (grant by rule)',
    'take group done kept (grant through group)',
  ]);
  assert.deepEqual(await statesIn(shop.db, end), ['complete']);
});

test("a removal counts as the bot's after a lost answer, not as gone before", async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  shop.directory.nextTakes.push((effect) => lostAfter(effect));
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done taken']);
  assert.equal(isIn(shop), false);
});

test('after a refused removal a retry can end the access, and the invitation gets nothing back before', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  shop.directory.nextTakes.push(() => ({ kind: 'refused', reason: { code: 'access refused' } }));
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, end), ['failed']);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  const again = await makeEnd(shop.db, { requestIds: [id], name: 'again' });
  await untilDone(shop, again);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.equal(isIn(shop), false);
});

test('an end waits for a grant under way, and then takes it', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane], access: both });
  let end = 0;
  shop.directory.nextAdds.push(async (effect) => {
    end = await makeEnd(shop.db, { requestIds: [id] });
    await startEndings(shop.db, 10, shop.clock.now());
    return effect();
  });
  runEngine(t, shop.deps('one'));
  await until(shop, () => end > 0);
  await untilDone(shop, id, end);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.equal(isIn(shop), false);
  assert.equal(isIn(shop, otherGroup), false);
});
