import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { takeLeftovers } from '../../../src/work/ending/take-leftovers.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { group, makeApproved, makeDraft, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { omar } from '../ending/ending-scene.ts';
import { until, untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { makeEnd, stepsIn } from './ends.ts';
import { access, idOf } from './janes-access.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

const isIn = (shop: Workshop) =>
  shop.directory.members.get(group)?.has(shop.directory.people.get(jane)?.objectId ?? '') === true;

/** The request that the reason of each of an end's steps names, and whether it waits. */
const valuesOf = async ({ db }: Workshop, requestId: number): Promise<string[]> => {
  const { rows } = await sql<{ said: string }>`
    select (s.reason->'values'->>'number') || ' ' || (s.reason->'values'->>'waits') as said
    from step s join invitation i on i.id = s.invitation_id where i.request_id = ${requestId}`.execute(
    db,
  );
  return rows.map(({ said }) => said);
};

test('the bot takes access that an end left for an invitation which then fails', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, first);
  const waiting = await makeDraft(shop.db, { addresses: [jane] });
  const stand = (state: string, endedAt: Date | null) =>
    sql`update invitation set state = ${state}, ended_at = ${endedAt} where request_id = ${waiting}`.execute(
      shop.db,
    );
  await stand('awaiting approval', null);
  const end = await makeEnd(shop.db, { requestIds: [first] });
  await untilDone(shop, end);
  await takeLeftovers(shop);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done kept (grant needed elsewhere)']);
  assert.deepEqual(await valuesOf(shop, end), [`${waiting} yes`]);
  assert.equal(isIn(shop), true);
  await stand('rejected', shop.clock.now());
  const refused = { kind: 'refused', reason: { code: 'permission missing' } } as const;
  shop.directory.nextTakes.push(() => refused);
  await takeLeftovers(shop);
  await until(shop, async () => `${await statesIn(shop.db, end)}` === 'failed');
  await untilDone(shop, end);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await takeLeftovers(shop);
  await until(shop, () => !isIn(shop));
  await until(shop, async () => `${await stepsIn(shop.db, end)}` === 'take group done taken');
  await takeLeftovers(shop);
  assert.equal(shop.directory.takings.filter(({ came }) => came === 'taken').length, 1);
});

test('the bot gives access again that a requester asks for just after an end, though the directory still shows it', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, first);
  await untilDone(shop, await makeEnd(shop.db, { requestIds: [first] }));
  assert.equal(isIn(shop), false);
  shop.directory.nextAdds.push(() => ({ kind: 'already' }));
  const second = await makeApproved(shop.db, { addresses: [jane] });
  await untilDone(shop, second);
  assert.equal(isIn(shop), true);
  const end = await makeEnd(shop.db, { requestIds: [second] });
  await untilDone(shop, end);
  assert.equal(isIn(shop), false, 'and it was ours');
});

test('a guest who joined the group after the review stays in it after a lost call', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  const lacks = { groups: [group], apps: [], licences: [] };
  const there = { plan: 'access only', foundId: objectId, access: lacks, lacks } as const;
  const id = await makeApproved(shop.db, { addresses: [jane], ...there });
  shop.directory.members.set(group, new Set([objectId]));
  shop.directory.nextAdds.push(() => ({ kind: 'lost' }));
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.equal(isIn(shop), true);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done kept (grant there before)']);
});

test('while the bot takes access from an account, it does not give it under another address', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, first);
  const alias = 'jane.doe@fabrikam.com';
  let second = 0;
  let asked = 0;
  shop.directory.nextTakes.push(async (effect) => {
    // The same account has another address, and a request invites that during the removal.
    const person = shop.directory.people.get(jane);
    assert.ok(person);
    shop.directory.people.set(alias, person);
    second = await makeApproved(shop.db, { addresses: [alias] });
    await untilGuest(shop, alias);
    asked = shop.directory.calls.filter(({ call }) => call === 'add').length;
    return effect();
  });
  const end = await makeEnd(shop.db, { requestIds: [first] });
  await until(shop, () => second > 0);
  await untilDone(shop, end, second);
  assert.equal(asked, 1);
  assert.deepEqual(await statesIn(shop.db, second), ['complete']);
  assert.equal(isIn(shop), true);
});

test('an undo takes nothing from somebody who has accepted meanwhile', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await sql`update guest set state = 'accepted'`.execute(shop.db);
  const end = await makeEnd(shop.db, { requestIds: [id], cause: 'undone' });
  await untilDone(shop, end);
  assert.deepEqual(await reasonsOf(shop, end), ['accepted since']);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.equal(isIn(shop), true);
});

test('the bot takes a grant that Graph does not show yet as soon as Graph shows it', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  shop.directory.nextTakes.push(() => ({ kind: 'gone', what: 'grant' }));
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done taken']);
  assert.equal(isIn(shop), false);
});

test('a grant whose group is gone is gone with it', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  shop.directory.nextTakes.push(() => ({ kind: 'gone', what: 'target' }));
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done gone (grant gone already)']);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
});

/** Waits until the bot knows the account of an address, and a while longer. */
async function untilGuest(shop: Workshop, address: string): Promise<void> {
  for (let turns = 0; turns < 200; turns += 1) {
    shop.clock.advance(1_000);
    await setTimeout(5);
    const { rows } = await sql`
      select 1 from guest g join step s on s.guest_id = g.id where g.address = ${address} and g.object_id is not null
        and s.kind = 'group' and s.due_at < ${shop.clock.now()}`.execute(shop.db);
    if (rows.length > 0 && turns > 20) return;
  }
}

test('a role that somebody took and gave again moments after the bot gave it stays', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const [given = ''] = shop.directory.roles.get(idOf(shop)) ?? [];
  shop.directory.gifts.set(`${given} ${idOf(shop)}`, 'given by hand');
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done taken',
    'take app done kept (grant given again)',
  ]);
});
