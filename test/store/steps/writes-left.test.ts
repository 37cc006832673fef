import assert from 'node:assert/strict';
import { test } from 'node:test';
import { windowSeconds } from '../../../src/guests/times/time-left.ts';
import { takeCalls } from '../../../src/store/steps/call-pace.ts';
import { callsIn, writesLeft } from '../../../src/store/steps/writes-left.ts';
import { startInvitations } from '../../../src/work/engine/start-invitations.ts';
import { applyAtlas, group, makeApproved, start } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const access = {
  groups: [group],
  apps: [{ servicePrincipalId: 'd0000000-0000-4000-8000-000000000001' }],
  licences: [{ skuId: 'd0000000-0000-4000-8000-000000000002', usageLocation: 'NL' }],
};
const people = Array.from({ length: 20 }, (_, n) => `p${n}@fabrikam.com`);

test('the writes of a request are the same number before its steps are written and after', async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const id = await makeApproved(db, { addresses: people, access });
  // Each is invited, gets a role, and a licence with its country; twenty members go in one call.
  const each = 1 + 1 + 2;
  assert.ok(Math.abs((await writesLeft(db, id)) - (20 * each + 1)) < 1e-6);
  await startInvitations(db, 7, start);
  assert.ok(Math.abs((await writesLeft(db, id)) - (20 * each + 1)) < 1e-6);
});

test('where a window is full, what is left waits until its first calls have left it', async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 10, seconds: 150 };
  assert.equal(windowSeconds(5, await callsIn(db, 'write', 150)), 0);
  await takeCalls(db, [{ name: 'write', rate, share: 1, reserve: 0 }], 10);
  const seconds = windowSeconds(5, await callsIn(db, 'write', 150));
  assert.ok(seconds > 100 && seconds <= 150, String(seconds));
  assert.ok(windowSeconds(15, await callsIn(db, 'write', 150)) > 250);
});
