import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { startInvitations } from '../../src/work/start-invitations.ts';
import { applyAtlas, makeApproved, start, tenantId } from './make-request.ts';
import { startDatabase } from './start-database.ts';
import { takeAny } from './take-any.ts';

const server = await startDatabase();
const addresses = Array.from({ length: 400 }, (_, n) => `p${n}@fabrikam.com`);

/** Memberships of guests who are all there, so that they are due at once. */
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
  const taken: number[] = [];
  const sum = () => taken.reduce((all, count) => all + count, 0);
  // Each has room for another number, as replicas have that are busy with other things.
  const replica = async (limit: number) => {
    while (sum() < addresses.length) {
      taken.push((await takeAny(db, { name: `${limit}`, limit, now: start })).length);
    }
  };
  await Promise.all([20, 40, 60, 80].map(replica));
  assert.deepEqual(
    taken.filter((count) => count % 20 !== 0),
    [],
  );
});
