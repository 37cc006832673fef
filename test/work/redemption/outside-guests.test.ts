import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../../src/graph/people/read-person.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { watchOutsideGuests } from '../../../src/work/redemption/outside-guests.ts';
import { group, makeProject, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { checkDeps, openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const hourMs = 3600_000;

/** Opens a workshop in which Atlas watches all guests of its group. */
async function open(t: TestContext, watch: 'all' | 'invited' = 'all') {
  const shop = await openWorkshop(t, server);
  await applyProjects(
    shop.db,
    [makeProject('atlas', watch === 'all' ? { watch } : {})],
    shop.clock.now(),
  );
  const people = new Map<string, Person>();
  const reads: string[] = [];
  const readPerson = async (id: string) => {
    reads.push(id);
    return people.get(id);
  };
  const put = (name: string, changes: Partial<Person> = {}) => {
    const person = { ...shop.directory.put(`${name}@fabrikam.com`), displayName: name, ...changes };
    people.set(person.objectId, person);
    const inside = shop.directory.members.get(group) ?? new Set();
    shop.directory.members.set(group, inside.add(person.objectId));
    return person;
  };
  const peopleIn = async (id: string) => [...(shop.directory.members.get(id) ?? [])];
  const deps = { ...checkDeps(shop), readPerson, peopleIn };
  return {
    shop,
    put,
    people,
    reads,
    sweep: () => watchOutsideGuests(deps, tenantId, 'sweep'),
    async check(person: Person) {
      await checkGuest(deps, tenantId, person.objectId);
    },
  };
}

async function told({ db }: Workshop): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select g.display_name as name from alert a join guest g on g.id = a.guest_id order by a.id`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}

test('after a project begins to watch the bot alerts once about each new acceptance, and not about old ones', async (t) => {
  const { shop, put, people, sweep, check } = await open(t);
  const ago = (hours: number) => new Date(shop.clock.now().getTime() - hours * hourMs);
  const old = put('old', { externalUserState: 'Accepted', changedAt: ago(1000) });
  const lately = put('lately', { externalUserState: 'Accepted', changedAt: ago(1) });
  const pending = put('pending');
  await sweep();
  for (const each of [old, lately, pending]) await check(each);
  assert.deepEqual(await told(shop), []);
  shop.clock.advance(hourMs);
  const accepted = { externalUserState: 'Accepted', changedAt: shop.clock.now() } as const;
  people.set(pending.objectId, { ...pending, ...accepted });
  await Promise.all([check(pending), check(pending), sweep()]);
  const fresh = put('fresh', accepted);
  await sweep();
  await Promise.all([check(fresh), check(fresh)]);
  assert.deepEqual(await told(shop), ['pending', 'fresh']);
});

test('the bot reads members of a group who are no guests once', async (t) => {
  const { put, reads, sweep } = await open(t);
  put('colleague', { userType: 'Member', externalUserState: null });
  await sweep();
  await sweep();
  assert.equal(reads.length, 1);
});

test('for a project that does not watch the bot makes no call and stores no stranger', async (t) => {
  const { shop, put, reads, sweep } = await open(t, 'invited');
  put('stranger', { externalUserState: 'Accepted', changedAt: shop.clock.now() });
  await sweep();
  assert.deepEqual(reads, []);
  const { rows } = await sql`select 1 from guest`.execute(shop.db);
  assert.deepEqual(rows, []);
});

test('a project that stops watching and begins again starts from nothing', async (t) => {
  const { shop, put, sweep, check } = await open(t);
  await sweep();
  await applyProjects(shop.db, [makeProject('atlas')], shop.clock.now());
  await sweep();
  const meanwhile = put('meanwhile', {
    externalUserState: 'Accepted',
    changedAt: shop.clock.now(),
  });
  shop.clock.advance(hourMs);
  await applyProjects(shop.db, [makeProject('atlas', { watch: 'all' })], shop.clock.now());
  await sweep();
  await check(meanwhile);
  assert.deepEqual(await told(shop), []);
});
