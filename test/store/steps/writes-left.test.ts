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

test("the number of a request's writes is the same before and after the bot writes its steps", async (t) => {
  const { db } = await server.fresh(t);
  await applyAtlas(db);
  const id = await makeApproved(db, { addresses: people, access });
  // Each guest needs an invitation, a role, a licence and its country. One call adds twenty members.
  const each = 1 + 1 + 2;
  assert.ok(Math.abs((await writesLeft(db, id)) - (20 * each + 1)) < 1e-6);
  await startInvitations(db, 7, start);
  assert.ok(Math.abs((await writesLeft(db, id)) - (20 * each + 1)) < 1e-6);
});

test('when a window is full the other writes wait until its first calls have left it', async (t) => {
  const { db } = await server.fresh(t);
  const rate = { count: 10, seconds: 150 };
  assert.equal(windowSeconds(5, await callsIn(db, 'write', 150)), 0);
  await takeCalls(db, [{ name: 'write', rate, share: 1, reserve: 0 }], 10);
  const seconds = windowSeconds(5, await callsIn(db, 'write', 150));
  assert.ok(seconds > 100 && seconds <= 150, String(seconds));
  assert.ok(windowSeconds(15, await callsIn(db, 'write', 150)) > 250);
});
