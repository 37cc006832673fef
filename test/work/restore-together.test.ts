import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startInvitations } from '../../src/work/engine/start-invitations.ts';
import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import { retryRequest } from '../../src/work/request/retry-request.ts';
import { group, makeApproved, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { alex } from './alex.ts';
import { deletedJane, guestOf, restores } from './deleted-jane.ts';
import { untilDone } from './pass-time.ts';
import { reasonsOf } from './read-steps.ts';
import { runEngine, workOff } from './run-engine.ts';
import { openWorkshop } from './workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('two requests restore a guest once, and both give their access', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane, deletedJane);
  const other = 'c0000000-0000-4000-8000-000000000002';
  const ids = [
    await makeApproved(shop.db, { addresses: [jane], plan: 'restore' }),
    await makeApproved(shop.db, {
      addresses: [jane],
      plan: 'restore',
      access: { groups: [other], apps: [], licences: [] },
    }),
  ];
  runEngine(t, shop.deps('one'));
  runEngine(t, shop.deps('two'));
  await untilDone(shop, ...ids);
  assert.equal(restores(shop), 1);
  assert.equal(shop.directory.members.get(group)?.size, 1);
  assert.equal(shop.directory.members.get(other)?.size, 1);
});

test('a retry after a failed restore restores the guest and does not invite', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane, deletedJane);
  const throttled = () => ({ kind: 'wait', scope: 'write' }) as const;
  shop.directory.nextRestores.push(...Array.from({ length: 40 }, () => throttled));
  const id = await workOff(t, shop, { addresses: [jane], plan: 'restore' });
  assert.deepEqual(await reasonsOf(shop, id), ['gave up']);
  shop.directory.nextRestores.length = 0;
  assert.equal(await retryRequest(shop, alex, id), 'begun');
  await untilDone(shop, id);
  assert.equal((await guestOf(shop.db, id)).invitation.state, 'complete');
  assert.deepEqual(shop.directory.invited(), []);
});

test('when a requester cancels the request that would restore a guest, the waiting request restores it', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put(jane, deletedJane);
  const wish = { addresses: [jane], plan: 'restore' } as const;
  const first = await makeApproved(shop.db, wish);
  await startInvitations(shop.db, 10, shop.clock.now());
  const second = await makeApproved(shop.db, wish);
  await startInvitations(shop.db, 10, shop.clock.now());
  await cancelRequest(shop, alex, first);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, first, second);
  assert.equal(restores(shop), 1);
  assert.deepEqual(shop.directory.invited(), []);
  assert.equal((await guestOf(shop.db, first)).invitation.state, 'cancelled');
  assert.equal((await guestOf(shop.db, second)).invitation.state, 'complete');
});

test('the ledger holds one restore or invite for a guest at a time', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane], plan: 'restore' });
  await sql`insert into guest (tenant_id, address) values (${tenantId}, ${jane})`.execute(shop.db);
  const insert = (kind: string) =>
    sql`
    insert into step (request_id, invitation_id, guest_id, kind, bulk)
    select ${id}, i.id, g.id, ${kind}, false from invitation i, guest g where i.request_id = ${id}`.execute(
      shop.db,
    );
  await insert('restore');
  await assert.rejects(insert('invite'), /step_one_invite_per_guest/);
});
