import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { endsInRequest } from '../../../src/store/requests/ends-in-request.ts';
import { makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';
import { jane } from './due-scene.ts';
import { askAndReview, confirmEnd, olga, omar } from './ending-scene.ts';

const server = await startDatabase();

test('an end that nobody confirmed has ended nothing, beside one that cancelled the same invitation', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const held = JSON.stringify({ code: 'held by', values: { name: 'Alex', as: 'requester' } });
  await sql`update request set held_at = now(), held_reason = ${held}::jsonb where id = ${id}`.execute(
    shop.db,
  );
  const end = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  await askAndReview(shop, omar, end);
  const real = (await askAndReview(shop, olga, end)) ?? 0;
  assert.equal(await confirmEnd(shop, olga, real), 'confirmed');
  runEngine(t, shop.deps('one'));
  await untilDone(shop, real);
  assert.deepEqual(await statesIn(shop.db, id), ['cancelled']);
  const told = await endsInRequest(shop.db, id);
  assert.deepEqual(
    told.map(({ endedIn }) => endedIn),
    [real],
  );
});
