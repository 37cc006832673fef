import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { startInvitations } from '../../../src/work/engine/start-invitations.ts';
import { applyAtlas, makeApproved, start, tenantId } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';
import { takeAny } from '../take-any.ts';

const server = await startDatabase();
const addresses = Array.from({ length: 400 }, (_, n) => `p${n}@fabrikam.com`);

/** Writes memberships of existing guests, so that they are due at once. */
async function withMemberships(db: Db): Promise<void> {
  await applyAtlas(db);
  await sql`
    insert into guest (tenant_id, address, object_id, state)
    select ${tenantId}, address, 'object ' || address, 'pending' from unnest(${addresses}::text[]) address`.execute(
    db,
  );
  await makeApproved(db, { addresses, source: 'file' });
  await startInvitations(db, addresses.length, start);
}

test('replicas that take at once do not break up the twenties', async (t) => {
  const { db } = await server.fresh(t);
  await withMemberships(db);
  const sizes: number[] = [];
  const sum = () => sizes.reduce((all, count) => all + count, 0);
  // Each replica has room for another number, as when it is busy with other work.
  const replica = async (limit: number) => {
    while (sum() < addresses.length) {
      sizes.push((await takeAny(db, { name: `${limit}`, limit, now: start })).length);
    }
  };
  await Promise.all([20, 40, 60, 80].map(replica));
  assert.deepEqual(
    sizes.filter((count) => count % 20 !== 0),
    [],
  );
});

const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const taken = async (db: Db, now: Date) =>
  (await takeAny(db, { name: 'one', limit: 160, now })).length;

/** Memberships of seven guests are due. The guest of an eighth row does not exist yet, and its step is as given. */
async function sevenBeside(db: Db, eighth: { state: string; dueIn: number }): Promise<void> {
  await withMemberships(db);
  await sql`delete from step where id not in (select id from step where kind = 'group' order by id limit 8)`.execute(
    db,
  );
  await sql`
    update step set kind = 'invite', target = '', state = ${eighth.state}, due_at = ${later(eighth.dueIn)}
    where id = (select max(id) from step)`.execute(db);
}

test('memberships wait a little for a guest whom the bot is about to invite, so that one call adds all', async (t) => {
  const { db } = await server.fresh(t);
  await sevenBeside(db, { state: 'due', dueIn: 2 });
  assert.equal(await taken(db, start), 0);
  assert.equal(await taken(db, later(5)), 8);
});

for (const [what, eighth] of [
  ['the bot searches for after a lost answer', { state: 'looking', dueIn: 2 }],
  ['the bot will invite later', { state: 'due', dueIn: 60 }],
] as const) {
  test(`memberships do not wait for a guest whom ${what}`, async (t) => {
    const { db } = await server.fresh(t);
    await sevenBeside(db, eighth);
    assert.equal(await taken(db, start), 7);
  });
}

test('memberships wait a little for guests whom the directory will show soon', async (t) => {
  const { db } = await server.fresh(t);
  await withMemberships(db);
  await sql`delete from step where id not in (select id from step where kind = 'group' order by id limit 8)`.execute(
    db,
  );
  await sql`update step set due_at = ${later(2)} where id = (select max(id) from step)`.execute(db);
  assert.equal(await taken(db, start), 0);
  assert.equal(await taken(db, later(2)), 8);
});
