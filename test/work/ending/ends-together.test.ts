import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';
import { day, endRequest, invite, jane } from './due-scene.ts';

const server = await startDatabase();

test('two invitations of a guest to a project end together, in one row', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const first = await invite(shop, { [jane]: '2026-03-04' });
  const second = await invite(shop, { [jane]: '2026-03-04' });
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, first), ['expired']);
  assert.deepEqual(await statesIn(shop.db, second), ['expired']);
  const rows = await invitationsOf(shop.db, end);
  assert.deepEqual(
    rows.map(({ state, reason }) => [state, reason]),
    [['complete', null]],
  );
});
