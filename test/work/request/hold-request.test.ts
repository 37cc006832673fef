import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { holdByHand } from '../../../src/work/request/hold-by-hand.ts';
import { releaseHeld } from '../../../src/work/request/release-held.ts';
import { group, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { day, endRequest, invite, jane, joe, untilMay } from '../ending/due-scene.ts';
import { askAndConfirm, olga, omar, reviewDeps } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const sue = 'sue@fabrikam.com';

test('an operator holds ends by date, lets some guests stay, and lets the others end', async (t) => {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04', [joe]: '2026-03-04' });
  await engine.stop();
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  assert.equal(await holdByHand(reviewDeps(shop), omar, end), 'held');
  assert.equal(await holdByHand(reviewDeps(shop), olga, end), 'nothing to hold');
  const reason = (await readRequest(shop.db, end))?.heldReason;
  assert.deepEqual(reason, { code: 'held by', values: { name: 'Omar', number: `#${end}` } });
  runEngine(t, shop.deps('two'));
  // Whatever the bot does meanwhile, it begins none of them, also not as ends of its own.
  await beginDueEnds(shop);
  await untilDone(shop, await askAndConfirm(shop, olga, untilMay));
  assert.deepEqual(await statesIn(shop.db, id), ['complete', 'complete']);
  assert.equal(shop.directory.members.get(group)?.size, 2);
  await releaseHeld(shop, { ...omar, operator: true }, end);
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['complete', 'expired']);
  const [held] = await invitationsOf(shop.db, end);
  assert.equal(held?.reason?.code, 'extended since');
});

test('ends that become due while their request is on hold wait with it', async (t) => {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04', [sue]: '2026-03-04' });
  const later = await invite(shop, { [joe]: '2026-03-04' });
  await engine.stop();
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  assert.equal(await holdByHand(reviewDeps(shop), olga, end), 'held');
  await beginDueEnds(shop);
  assert.equal((await readRequest(shop.db, end))?.heldReason?.code, 'held by');
  assert.deepEqual(await statesIn(shop.db, id), ['complete', 'complete']);
  assert.deepEqual(await statesIn(shop.db, later), ['complete']);
});

test('what has ended cannot be held', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  assert.equal(await holdByHand(reviewDeps(shop), omar, id), 'nothing to hold');
});
