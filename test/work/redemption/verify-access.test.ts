import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../../src/graph/people/read-person.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { tellRepairs } from '../../../src/work/telling/tell-repairs.ts';
import { group, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { alex } from '../alex.ts';
import { invited } from '../invited-jane.ts';
import { until } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { checkDeps, openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const skuId = '5C000000-0000-4000-8000-000000000001';
const access = { groups: [group], apps: [], licences: [{ skuId, usageLocation: 'NL' }] };
const patienceMs = 1_000;
const refuse = () => ({ kind: 'refused', reason: { code: 'licence refused' } }) as const;

/** Jane has a group and a licence, and has accepted after the directory's lag. */
async function redeemed(t: TestContext, shop: Workshop): Promise<Person> {
  const person = await invited(t, shop, { access });
  shop.clock.advance(patienceMs * 2);
  return { ...person, externalUserState: 'Accepted', changedAt: shop.clock.now() };
}

const check = (shop: Workshop, person: Person) =>
  checkGuest(
    { ...checkDeps(shop), patienceMs, readPerson: async () => person },
    tenantId,
    person.objectId,
  );

async function accessOf(shop: Workshop): Promise<string | undefined> {
  await tellRepairs(shop);
  const { rows } = await sql<{ access: string }>`select access from alert`.execute(shop.db);
  return rows[0]?.access;
}

const told = async ({ db }: Workshop) => {
  const { rows } = await sql<{ reason: { code: string; values: { cause?: string } } }>`
    select reason from news order by id`.execute(db);
  return rows.map(({ reason }) => [reason.code, reason.values.cause]);
};

test('the bot finds an existing licence in any letter case of its id', async (t) => {
  const shop = await openWorkshop(t, server);
  await check(shop, await redeemed(t, shop));
  assert.equal(await accessOf(shop), 'there');
});

test('the bot gives a licence again that is gone after the redemption', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await redeemed(t, shop);
  shop.directory.licences.clear();
  await check(shop, person);
  assert.equal(await accessOf(shop), 'repairing');
  runEngine(t, shop.deps('two'));
  await until(shop, async () => (await accessOf(shop)) === 'repaired');
  assert.ok(shop.directory.licences.get(person.objectId)?.has(skuId.toLowerCase()));
  assert.equal(shop.directory.calls.filter(({ call }) => call === 'licence').length, 2);
});

test('the bot tells the requester about a licence that it cannot give again, and a retry gives it', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await redeemed(t, shop);
  shop.directory.licences.clear();
  shop.directory.nextLicences.push(refuse, refuse);
  await check(shop, person);
  runEngine(t, shop.deps('two'));
  await until(shop, async () => (await accessOf(shop)) === 'missing');
  await Promise.all([tellRepairs(shop), tellRepairs(shop)]);
  assert.deepEqual(await told(shop), [['access missing', 'licence refused']]);
  // The engine may carry the retry out before this clock moves: two refusals never come at one moment.
  shop.clock.advance(1);
  assert.equal(await retryRequest(shop, alex, 1001), 'begun');
  await until(shop, async () => (await accessOf(shop)) === 'missing');
  assert.equal((await told(shop)).length, 2, 'it did not work again');
  assert.equal(await retryRequest(shop, alex, 1001), 'begun');
  await until(shop, async () => (await accessOf(shop)) === 'repaired');
  assert.equal(await retryRequest(shop, alex, 1001), 'nothing to retry');
});

test('a grant that Graph refused before the redemption counts as missing', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextLicences.push(refuse);
  const person = await redeemed(t, shop);
  await check(shop, person);
  assert.equal(await accessOf(shop), 'missing');
});

test('a refused grant that an administrator gave by hand counts as given', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextLicences.push(refuse);
  const person = await redeemed(t, shop);
  shop.directory.licences.set(person.objectId, new Set([skuId.toLowerCase()]));
  await check(shop, person);
  assert.equal(await accessOf(shop), 'there');
});

test('the alert says nothing about access while grants are open', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await redeemed(t, shop);
  await sql`update step set state = 'due' where kind = 'licence'`.execute(shop.db);
  assert.equal(await check(shop, person), 'accepted unproven');
  assert.equal(await accessOf(shop), 'unchecked');
  await sql`update step set state = 'done' where kind = 'licence'`.execute(shop.db);
  assert.equal(await check(shop, person), 'checked');
  assert.equal(await accessOf(shop), 'there');
});
