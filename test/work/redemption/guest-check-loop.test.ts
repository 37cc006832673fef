import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { GraphUnavailable } from '../../../src/graph/client/graph-faults.ts';
import type { Person } from '../../../src/graph/people/read-person.ts';
import { inTransaction } from '../../../src/store/database.ts';
import { askChecks } from '../../../src/store/guests/guest-checks.ts';
import { lockAccounts } from '../../../src/store/guests/guests.ts';
import { heedHeard, writeHeard } from '../../../src/store/guests/notified-guests.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { until } from '../pass-time.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { accessOf, invited, runLooking } from './guest-check-scene.ts';

const server = await startDatabase();

const hear = (shop: Workshop, people: readonly Person[]) =>
  askChecks(
    shop.db,
    { tenantId, objectIds: people.map(({ objectId }) => objectId), states: ['pending'] },
    shop.clock.now(),
  );

const count = async ({ db }: Workshop, what: 'alert' | 'deleted') => {
  const { rows } = await sql<{ alert: number; deleted: number }>`
    select (select count(*) from alert) as alert, (select count(*) from guest where state = 'deleted') as deleted`.execute(
    db,
  );
  return rows[0]?.[what] ?? 0;
};

test('a guest whose reads failed for ten minutes does not count as gone at its first absence', async (t) => {
  const shop = await openWorkshop(t, server);
  const people = await invited(t, shop, 1);
  const away = shop.clock.now().getTime() + 600_000;
  let absences = 0;
  runLooking(t, shop, async () => {
    if (shop.clock.now().getTime() < away) throw new GraphUnavailable(10);
    absences += 1;
    if (absences < 3) return undefined;
    return people[0] && { ...people[0], externalUserState: 'Accepted' };
  });
  await hear(shop, people);
  await until(shop, async () => (await count(shop, 'alert')) === 1);
  assert.equal(absences, 3);
  assert.equal(await count(shop, 'deleted'), 0);
});

test('the alert of a partner who accepts at once waits only a moment longer than Graph hides the account', async (t) => {
  const shop = await openWorkshop(t, server);
  const people = await invited(t, shop, 1);
  const began = shop.clock.now().getTime();
  const passed = () => shop.clock.now().getTime() - began;
  runLooking(t, shop, async () =>
    passed() < 5_000 ? undefined : people[0] && { ...people[0], externalUserState: 'Accepted' },
  );
  await hear(shop, people);
  await until(shop, async () => (await count(shop, 'alert')) === 1);
  assert.ok(passed() <= 20_000, `it came after ${passed()} ms`);
});

test('the bot looks for half an hour before an account that it does not see counts as gone', async (t) => {
  const shop = await openWorkshop(t, server);
  const people = await invited(t, shop, 1);
  const began = shop.clock.now().getTime();
  let reads = 0;
  runLooking(t, shop, async () => {
    reads += 1;
    return undefined;
  });
  await hear(shop, people);
  await until(shop, async () => (await count(shop, 'deleted')) === 1, 5_000);
  assert.ok(shop.clock.now().getTime() - began > 1_800_000);
  assert.ok(reads < 15, `${reads} reads`);
});

test('a guest about whom Graph never answers delays no other guest', async (t) => {
  const shop = await openWorkshop(t, server);
  const people = await invited(t, shop, 60);
  const [slow] = people;
  const held = Promise.withResolvers<undefined>();
  t.after(() => held.resolve(undefined));
  runLooking(t, shop, async (objectId) => {
    if (objectId === slow?.objectId) return await held.promise;
    const person = people.find((each) => each.objectId === objectId);
    return person && { ...person, externalUserState: 'Accepted' };
  });
  await hear(shop, people);
  await until(shop, async () => (await count(shop, 'alert')) === people.length - 1);
});

test('repeated notifications use up no check, and the bot checks an unproven guest later', async (t) => {
  const shop = await openWorkshop(t, server);
  const people = await invited(t, shop, 1);
  shop.directory.members.clear();
  let looks = 0;
  runLooking(t, shop, async () => {
    looks += 1;
    return people[0] && { ...people[0], externalUserState: 'Accepted' };
  });
  for (let n = 1; n <= 8; n += 1) {
    await sql`update guest set look_due_at = null`.execute(shop.db);
    await askChecks(shop.db, everybody(people), shop.clock.now());
    await until(shop, async () => looks >= n);
  }
  await until(shop, async () => (await accessOf(shop)) === 'repairing');
});

test('the bot checks the access of a partner whom Graph hid for two minutes as often as that of others', async (t) => {
  const shop = await openWorkshop(t, server);
  const people = await invited(t, shop, 1);
  shop.directory.members.clear();
  const shown = new Date(shop.clock.now().getTime() + 130_000);
  // A grant that is this young may not show yet.
  await sql`update step set settled_at = ${shown}`.execute(shop.db);
  runLooking(t, shop, async () =>
    shop.clock.now() < shown
      ? undefined
      : people[0] && { ...people[0], externalUserState: 'Accepted' },
  );
  await hear(shop, people);
  await until(shop, async () => (await count(shop, 'alert')) === 1);
  await until(shop, async () => (await accessOf(shop)) === 'repairing');
});

test('the bot stores a notification about a locked guest at once and uses it later', async (t) => {
  const shop = await openWorkshop(t, server);
  const [jane, joe] = await invited(t, shop, 2);
  assert.ok(jane && joe);
  const say = (person: Person) =>
    writeHeard(shop.light, tenantId, [{ objectId: person.objectId, gone: false }]);
  const heed = () => heedHeard(shop.db, shop.clock.now(), 10);
  await inTransaction(shop.db, async (trx) => {
    await lockAccounts(trx, [{ tenantId, objectId: jane.objectId }]);
    assert.equal(await say(jane), 1);
    assert.equal(await say(joe), 1);
    assert.equal(await heed(), 1);
    assert.deepEqual(await due(shop), [joe.objectId]);
  });
  assert.equal(await heed(), 1);
  assert.deepEqual((await due(shop)).toSorted(), [jane.objectId, joe.objectId].toSorted());
  assert.equal(await heed(), 0);
});

test('the bot stores only deletions about accepted guests, and nothing about strangers', async (t) => {
  const shop = await openWorkshop(t, server);
  const [jane] = await invited(t, shop, 1);
  assert.ok(jane);
  await sql`update guest set state = 'accepted'`.execute(shop.db);
  const say = (objectId: string, gone: boolean) =>
    writeHeard(shop.light, tenantId, [{ objectId, gone }]);
  assert.equal(await say(jane.objectId, false), 0);
  assert.equal(await say('6f9a1d3c-0000-4000-8000-000000000000', true), 0);
  assert.equal(await say(jane.objectId, true), 1);
});

async function due({ db }: Workshop): Promise<string[]> {
  const { rows } = await sql<{ objectId: string }>`
    select object_id from guest where look_due_at is not null`.execute(db);
  return rows.map(({ objectId }) => objectId);
}

test('a guest that a notification reports as gone and Graph does not have is gone at the first check', async (t) => {
  const shop = await openWorkshop(t, server);
  const people = await invited(t, shop, 1);
  let looks = 0;
  runLooking(t, shop, async () => {
    looks += 1;
    return undefined;
  });
  await askChecks(shop.db, { ...everybody(people), why: 'gone' }, shop.clock.now());
  await until(shop, async () => (await count(shop, 'deleted')) === 1);
  assert.equal(looks, 1);
});

const everybody = (people: readonly Person[]) =>
  ({
    tenantId,
    objectIds: people.map(({ objectId }) => objectId),
    states: ['pending', 'accepted'],
  }) as const;
