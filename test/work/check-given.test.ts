import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../src/graph/person.ts';
import { markAccess } from '../../src/store/alerts.ts';
import { settledRepairs } from '../../src/store/repair-steps.ts';
import { lookAtGuest } from '../../src/work/look-at-guest.ts';
import { group, makeApproved, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { openWorkshop, runEngine, until, untilDone, type Workshop } from './run-engine.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const skuId = '5C000000-0000-4000-8000-000000000001';
const access = { groups: [group], apps: [], licences: [{ skuId, usageLocation: 'NL' }] };
const patienceMs = 1_000;

/** Jane, given a group and a licence, and redeemed; longer ago than the directory may lag. */
async function redeemed(t: TestContext, shop: Workshop): Promise<Person> {
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await engine.stop();
  shop.clock.advance(patienceMs * 2);
  const person = shop.directory.people.get(jane);
  assert.ok(person);
  return { ...person, externalUserState: 'Accepted', changedAt: shop.clock.now() };
}

const look = (shop: Workshop, person: Person) =>
  lookAtGuest(
    { ...shop, ...shop.directory, patienceMs, readPerson: async () => person },
    tenantId,
    person.objectId,
  );

async function accessOf({ db }: Workshop): Promise<string | undefined> {
  for (const { alertId, complete } of await settledRepairs(db)) {
    await markAccess(db, alertId, complete ? 'repaired' : 'missing');
  }
  const { rows } = await sql<{ access: string }>`select access from alert`.execute(db);
  return rows[0]?.access;
}

test('a licence that is there is found there, however its id is spelt', async (t) => {
  const shop = await openWorkshop(t, server);
  await look(shop, await redeemed(t, shop));
  assert.equal(await accessOf(shop), 'there');
});

test('a licence that is gone after the redemption is given again', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await redeemed(t, shop);
  shop.directory.licences.clear();
  await look(shop, person);
  assert.equal(await accessOf(shop), 'repairing');
  runEngine(t, shop.deps('two'));
  await until(shop, async () => (await accessOf(shop)) === 'repaired');
  assert.ok(shop.directory.licences.get(person.objectId)?.has(skuId.toLowerCase()));
  assert.equal(shop.directory.calls.filter(({ call }) => call === 'licence').length, 2);
});

test('a licence that cannot be given again is said to be missing', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await redeemed(t, shop);
  shop.directory.licences.clear();
  shop.directory.nextLicences.push(() => ({
    kind: 'refused',
    reason: { code: 'licence refused' },
  }));
  await look(shop, person);
  runEngine(t, shop.deps('two'));
  await until(shop, async () => (await accessOf(shop)) === 'missing');
});
