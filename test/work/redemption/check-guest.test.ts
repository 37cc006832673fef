import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../../src/graph/people/read-person.ts';
import { readGuest } from '../../../src/store/guests/guests.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { invited } from '../invited-jane.ts';
import { checkDeps, openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();

const alerts = async ({ db }: Workshop) => {
  const { rows } = await sql<{ transition: string }>`select transition from alert`.execute(db);
  return rows.map(({ transition }) => transition);
};

const check = (shop: Workshop, person: Person | undefined, objectId = person?.objectId ?? '') =>
  checkGuest({ ...checkDeps(shop), readPerson: async () => person }, tenantId, objectId);

test('thirty checks of one redemption at once make one alert', async (t) => {
  const shop = await openWorkshop(t, server);
  const pending = await invited(t, shop);
  const changedAt = new Date('2026-03-02T10:00:00Z');
  const person: Person = { ...pending, externalUserState: 'Accepted', changedAt };
  await Promise.all(Array.from({ length: 30 }, () => check(shop, person)));
  await check(shop, person);
  assert.deepEqual(await alerts(shop), [changedAt.toISOString()]);
  const { rows } = await sql<{ id: number }>`select id from guest`.execute(shop.db);
  assert.equal((await readGuest(shop.db, rows[0]?.id ?? 0))?.state, 'accepted');
});

test("without Graph's time of the change the bot's own count tells redemptions apart", async (t) => {
  const shop = await openWorkshop(t, server);
  const pending = await invited(t, shop);
  const person: Person = { ...pending, externalUserState: 'Accepted', changedAt: undefined };
  await check(shop, person);
  await sql`update guest set state = 'pending'`.execute(shop.db);
  await check(shop, person);
  assert.deepEqual(await alerts(shop), ['transition 1', 'transition 2']);
});

test('a guest that has not accepted, or is not there, changes nothing', async (t) => {
  const shop = await openWorkshop(t, server);
  const pending = await invited(t, shop);
  await check(shop, pending);
  await check(shop, undefined, pending.objectId);
  assert.deepEqual(await alerts(shop), []);
});
