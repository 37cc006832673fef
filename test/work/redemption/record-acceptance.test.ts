import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../../src/graph/people/read-person.ts';
import { offerNames, takeName } from '../../../src/store/guests/guest-names.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { recordDeletion } from '../../../src/work/redemption/record-departure.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { invited, jane } from '../invited-jane.ts';
import { checkDeps, openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const first = new Date('2026-03-02T10:00:00Z');
const later = (seconds: number) => new Date(first.getTime() + seconds * 1000);

const check = (shop: Workshop, person: Person) =>
  checkGuest({ ...checkDeps(shop), readPerson: async () => person }, tenantId, person.objectId);

const accepted = (person: Person, changedAt: Date | undefined = first): Person => ({
  ...person,
  externalUserState: 'Accepted',
  changedAt,
});
const open = (person: Person, changedAt: Date): Person => ({
  ...person,
  externalUserState: 'PendingAcceptance',
  changedAt,
});

async function alerts({ db }: Workshop): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from alert`.execute(db);
  return rows[0]?.count ?? 0;
}

async function guest({ db }: Workshop) {
  const { rows } = await sql<{
    id: number;
    state: string;
    displayName: string;
    offeredName: string | null;
    nameVersion: number;
    lookDueAt: Date | null;
  }>`select * from guest`.execute(db);
  const [row] = rows;
  assert.ok(row);
  return row;
}

async function history({ db }: Workshop): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    select what from history where guest_id is not null order by id`.execute(db);
  return rows.map(({ what }) => what);
}

for (const externalUserState of ['Accepted', null] as const) {
  test(`an invitation that needs no redemption makes one alert when Graph says ${externalUserState}`, async (t) => {
    const shop = await openWorkshop(t, server);
    shop.directory.nextInvites.push((effect) => {
      const answer = effect();
      assert.equal(answer.kind, 'done');
      return { ...answer, value: { ...answer.value, state: 'completed' } };
    });
    const person = await invited(t, shop);
    assert.ok((await guest(shop)).lookDueAt, 'the bot checks again without a notification');
    const there = { ...person, externalUserState, changedAt: undefined };
    await Promise.all([check(shop, there), check(shop, there)]);
    await check(shop, there);
    assert.equal(await alerts(shop), 1);
    assert.equal((await guest(shop)).state, 'accepted');
  });
}

test('a guest without a state who has to redeem has not accepted', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await invited(t, shop);
  await check(shop, { ...person, externalUserState: null });
  assert.equal(await alerts(shop), 0);
});

test('a guest that accepted while the answer to its invitation was lost makes an alert', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push((effect) => {
    effect();
    const person = shop.directory.people.get(jane);
    assert.ok(person);
    shop.directory.people.set(jane, { ...person, externalUserState: 'Accepted', changedAt: first });
    return { kind: 'lost' };
  });
  const person = await invited(t, shop);
  assert.ok((await guest(shop)).lookDueAt);
  await check(shop, person);
  assert.equal(await alerts(shop), 1);
});

test('the bot checks a guest whose invitation was answered late, because nobody knew whom notifications named', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push((effect) => {
    const answer = effect();
    shop.clock.set(3_000);
    return answer;
  });
  await invited(t, shop);
  assert.ok((await guest(shop)).lookDueAt);
});

test('each acceptance after a reset makes one alert', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await invited(t, shop);
  await check(shop, accepted(person));
  await check(shop, open(person, later(-60)));
  assert.equal((await guest(shop)).state, 'accepted', 'the answer of an older check arrived late');
  await check(shop, open(person, later(60)));
  assert.equal((await guest(shop)).state, 'pending');
  const again = accepted(person, later(3600));
  await Promise.all([check(shop, again), check(shop, again)]);
  await check(shop, again);
  assert.equal(await alerts(shop), 2);
  assert.deepEqual(await history(shop), ['guest accepted', 'guest reset', 'guest accepted']);
});

test('an acceptance after an unseen reset makes an alert too', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await invited(t, shop);
  await check(shop, accepted(person));
  await check(shop, accepted(person, later(5)));
  assert.equal(await alerts(shop), 1, 'the services of one acceptance write one after the other');
  const again = accepted(person, later(3600));
  await Promise.all([check(shop, again), check(shop, again)]);
  assert.equal(await alerts(shop), 2);
  assert.deepEqual(await history(shop), ['guest accepted', 'guest reset', 'guest accepted']);
});

test('the bot tells the requester once that a guest is gone, and a restored guest makes no second alert', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await invited(t, shop);
  await check(shop, accepted(person));
  const account = { tenantId, objectId: person.objectId };
  await Promise.all([recordDeletion(shop, account), recordDeletion(shop, account)]);
  const { rows } = await sql<{ reason: object }>`select reason from news`.execute(shop.db);
  const values = { name: 'Partner 1', project: 'Project atlas', number: '1001' };
  assert.deepEqual(rows, [{ reason: { code: 'guest gone', values } }]);
  await check(shop, accepted(person));
  assert.equal(await alerts(shop), 1);
  assert.deepEqual(await history(shop), ['guest accepted', 'guest deleted', 'guest returned']);
});

test('a guest that was deleted, restored and then accepted makes an alert', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await invited(t, shop);
  await recordDeletion(shop, { tenantId, objectId: person.objectId });
  await check(shop, open(person, later(60)));
  assert.equal((await guest(shop)).state, 'pending');
  await check(shop, accepted(person, later(120)));
  assert.equal(await alerts(shop), 1);
});

test("the bot keeps its name for a guest and offers the directory's name until a person takes it", async (t) => {
  const shop = await openWorkshop(t, server);
  const person = await invited(t, shop);
  const { objectId } = person;
  await check(shop, { ...accepted(person), displayName: 'Jane of Fabrikam' });
  const { id, displayName, offeredName, nameVersion: version } = await guest(shop);
  assert.deepEqual([displayName, offeredName], ['Partner 1', 'Jane of Fabrikam']);
  await offerNames(shop.db, tenantId, [{ objectId, name: 'Jane Doe' }]);
  assert.equal(await takeName(shop.db, { id, version }), 'changed', 'that offer is past');
  const now = { id, version: version + 1 };
  const taken = await Promise.all([takeName(shop.db, now), takeName(shop.db, now)]);
  assert.deepEqual(taken.toSorted(), ['changed', 'taken']);
  const after = await guest(shop);
  assert.deepEqual([after.displayName, after.offeredName], ['Jane Doe', null]);
});

test("a directory that shows the bot's name again offers nothing", async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = await invited(t, shop);
  for (const name of ['Jane of Fabrikam', 'Partner 1']) {
    await offerNames(shop.db, tenantId, [{ objectId, name }]);
  }
  assert.equal((await guest(shop)).offeredName, null);
});
