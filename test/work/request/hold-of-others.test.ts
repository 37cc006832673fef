import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequest } from '../../../src/store/requests/requests.ts';
import {
  type ChoiceOfRequest,
  candidateRequests,
} from '../../../src/store/steps/candidate-requests.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { holdByHand } from '../../../src/work/request/hold-by-hand.ts';
import { releaseHeld } from '../../../src/work/request/release-held.ts';
import { tellHeldByHand } from '../../../src/work/telling/tell-held-by-hand.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { day, endRequest, invite, jane } from '../ending/due-scene.ts';
import { alex, olga, omar } from '../ending/ending-scene.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';
import { asOperator, asOwner, asRequester, telling, waiting } from './hold-scene.ts';

const server = await startDatabase();

test('an operator takes over the hold of a requester, who hears so and can no longer let it go on', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await waiting(shop);
  await holdByHand(shop, asRequester, id);
  const operator = { ...omar, all: true, still: true, owns: [] };
  const offered = async () => (await candidateRequests(shop.db, 'hold', operator)).length;
  assert.equal(await offered(), 1);
  assert.equal(await holdByHand(shop, asOperator, id), 'held');
  assert.equal(await offered(), 0);
  const { deps, told } = await telling(shop, []);
  await tellHeldByHand(deps, tenantId);
  assert.deepEqual(await told(), [[alex.personId, false]]);
  assert.equal(await releaseHeld(shop, { ...alex, operator: false }, id), false);
  for (const again of [asOperator, asRequester])
    assert.equal(await holdByHand(shop, again, id), 'nothing to hold');
});

test('nobody holds a request of another tenant', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await waiting(shop);
  const stranger = { ...asOperator, tenantId: 'another' };
  assert.equal(await holdByHand(shop, stranger, id), 'nothing to hold');
  assert.equal((await readRequest(shop.db, id))?.heldAt, null);
});

test('an owner is offered the ends by date of own projects, until an operator holds them', async (t) => {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('one'));
  await invite(shop, { [jane]: '2026-03-04' });
  await engine.stop();
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  const owner = (...owns: string[]) => ({ ...olga, all: false, still: true, owns });
  const offered = async (what: ChoiceOfRequest, ...owns: string[]) =>
    (await candidateRequests(shop.db, what, owner(...owns))).map((request) => request.id);
  assert.deepEqual(await offered('hold', 'atlas'), [end]);
  assert.deepEqual(await offered('hold', 'beacon'), []);
  assert.deepEqual(await offered('cancel', 'atlas'), []);
  await holdByHand(shop, asOwner, end);
  assert.deepEqual([await offered('hold', 'atlas'), await offered('resume', 'atlas')], [[], [end]]);
  const operator = (...owns: string[]) => ({ ...omar, all: true, still: true, owns });
  const mayTakeOver = async (...owns: string[]) =>
    (await candidateRequests(shop.db, 'hold', operator(...owns))).length;
  // A click of theirs counts as the owner's, and holds nothing that an owner holds already.
  assert.deepEqual([await mayTakeOver('beacon'), await mayTakeOver('atlas')], [1, 0]);
  await holdByHand(shop, asOperator, end);
  assert.deepEqual(await offered('resume', 'atlas'), []);
});
