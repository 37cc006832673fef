import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestsWithRightsDue } from '../../../src/store/approvals/rights-due.ts';
import { ownRequester } from '../../../src/store/fragments.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { run } from '../../../src/store/statement.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { tellHeldReminders } from '../../../src/work/mailing/tell-held-reminders.ts';
import { holdByHand } from '../../../src/work/request/hold-by-hand.ts';
import { releaseHeld } from '../../../src/work/request/release-held.ts';
import { tellHeldByHand } from '../../../src/work/telling/tell-held-by-hand.ts';
import { applyRule, group, makeDraft, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { day, endRequest, invite, jane, joe, untilMay } from '../ending/due-scene.ts';
import { alex, askAndConfirm, confirmEnd, olga, omar, sam } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';
import { asOperator, asOwner, asRequester, sue, telling, waiting } from './hold-scene.ts';

const server = await startDatabase();

test('an operator holds ends by date, lets some guests stay, and lets the others end', async (t) => {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04', [joe]: '2026-03-04' });
  await engine.stop();
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  assert.equal(await holdByHand(shop, asOperator, end), 'held');
  assert.equal(await holdByHand(shop, asOwner, end), 'nothing to hold');
  const reason = (await readRequest(shop.db, end))?.heldReason;
  assert.deepEqual(reason, {
    code: 'held by',
    values: { name: 'Omar', number: `#${end}`, personId: omar.personId, as: 'operator' },
  });
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
  const soon = new Date(shop.clock.now().getTime() + 60_000);
  await run(shop.db)`update invitation set ends_at = ${soon} where request_id = ${later}`;
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  assert.equal((await invitationsOf(shop.db, end)).length, 2);
  assert.equal(await holdByHand(shop, asOwner, end), 'held');
  shop.clock.advance(2 * 60_000);
  await beginDueEnds(shop);
  assert.equal((await invitationsOf(shop.db, end)).length, 3, 'one more is due');
  runEngine(t, shop.deps('two'));
  await untilDone(shop, await askAndConfirm(shop, olga, untilMay));
  assert.equal((await readRequest(shop.db, end))?.heldReason?.code, 'held by');
  assert.deepEqual(await statesIn(shop.db, id), ['complete', 'complete']);
  assert.deepEqual(await statesIn(shop.db, later), ['complete']);
});

test('nobody can hold a request that has ended', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  assert.equal(await holdByHand(shop, asOperator, id), 'nothing to hold');
});

test('a draft is not put on hold: nothing of it begins before its requester confirms it', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeDraft(shop.db, { addresses: [sue] });
  assert.equal(await holdByHand(shop, asRequester, id), 'not confirmed yet');
  await confirmEnd(shop, alex, id);
  assert.equal(await holdByHand(shop, asRequester, id), 'held');
});

test('only an operator lets go on what an operator holds, and vouches for nobody by that', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await waiting(shop);
  await holdByHand(shop, asOperator, id);
  await run(shop.db)`update approval set rights_due = true`;
  assert.equal(await releaseHeld(shop, { ...alex, operator: false }, id), false);
  assert.deepEqual(await requestsWithRightsDue(shop.db, 5), [], 'the hold goes first');
  assert.equal(await releaseHeld(shop, { ...omar, operator: true }, id), true);
  const due = await requestsWithRightsDue(shop.db, 5);
  assert.deepEqual(
    due.map((request) => request.id),
    [id],
  );
});

test('an operator lets go on what a requester holds', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await waiting(shop);
  await holdByHand(shop, asRequester, id);
  assert.equal(await releaseHeld(shop, { ...omar, operator: true }, id), true);
});

test('the requester hears of the hold of an operator once, also where Graph or the bot fails at first, and gets no button', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await waiting(shop);
  await holdByHand(shop, asOperator, id);
  const { deps, told } = await telling(shop, [omar.personId]);
  const fails = { reachPerson: () => Promise.reject(new Error('The bot stops')) };
  await assert.rejects(tellHeldByHand({ ...deps, announcer: fails }, tenantId));
  for (let time = 0; time < 2; time += 1) await tellHeldByHand(deps, tenantId);
  assert.deepEqual(await told(), [[alex.personId, false]]);
});

test('operators and owners hear who holds ends by date, but not the holder', async (t) => {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('one'));
  await applyRule(shop.db, { owners: [olga.personId, alex.personId] });
  await invite(shop, { [jane]: '2026-03-04' });
  await engine.stop();
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  await holdByHand(shop, asOwner, await endRequest(shop.db));
  const { deps, told } = await telling(shop, [omar.personId, olga.personId]);
  await tellHeldByHand(deps, tenantId);
  assert.deepEqual(await told(), [
    [omar.personId, true],
    [alex.personId, true],
  ]);
});

test('of reminders that the bot began by itself the operators hear who holds them', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await waiting(shop);
  await run(
    shop.db,
  )`update request set requester_id = ${ownRequester}, kind = 'resend', automatic = 'mails' where id = ${id}`;
  await holdByHand(shop, asOperator, id);
  const { deps, told } = await telling(shop, [omar.personId, sam.personId]);
  await tellHeldReminders(deps, tenantId);
  await tellHeldByHand(deps, tenantId);
  assert.deepEqual(await told(), [[sam.personId, true]]);
});
