import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { untoldEnds } from '../../../src/store/endings/untold-ends.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { tellEnded } from '../../../src/work/ending/tell-ended.ts';
import { applyRule, type ProjectRule } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { day, endRequest, invite, jane, joe } from './due-scene.ts';
import { askAndConfirm, omar, reviewDeps } from './ending-scene.ts';

const server = await startDatabase();

/** Jane and Joe have access until the fourth of March. */
async function inviteTwo(t: TestContext, rule: ProjectRule = {}) {
  const shop = await openWorkshop(t, server);
  await applyRule(shop.db, rule);
  const engine = runEngine(t, shop.deps('first'));
  await invite(shop, { [jane]: '2026-03-04', [joe]: '2026-03-04' });
  return { shop, engine };
}

/** The projects whose channel hears of ends today. */
const heard = async ({ db, clock }: Workshop) =>
  (await untoldEnds(db, clock.now().toISOString().slice(0, 10))).map(
    ({ projectKey }) => projectKey,
  );

/** Whether the last row of a finished request has still to be carried out. */
const lastRowIs = ({ db }: Workshop, id: number, state: 'approved' | 'working' | 'complete') =>
  sql`with last as (update invitation set state = ${state} where request_id = ${id} and row = 2)
    update request set state = ${state === 'complete' ? 'done' : 'confirmed'}, ended_at = null where id = ${id}`.execute(
    db,
  );

async function hearsOnceOver(shop: Workshop, removal: number): Promise<void> {
  for (const state of ['approved', 'working'] as const) {
    await lastRowIs(shop, removal, state);
    assert.deepEqual(await heard(shop), [], state);
  }
  await sql`update request set held_at = now() where id = ${removal}`.execute(shop.db);
  assert.deepEqual(await heard(shop), ['atlas'], 'nobody knows how long it is on hold');
  await sql`update request set held_at = null where id = ${removal}`.execute(shop.db);
  await lastRowIs(shop, removal, 'complete');
  assert.deepEqual(await heard(shop), ['atlas']);
}

test('the channel hears of removals once the last of the list is over', async (t) => {
  const { shop, engine } = await inviteTwo(t);
  const people = [jane, joe].map((said, n) => ({ line: n + 1, said }));
  const removal = await askAndConfirm(shop, omar, { kind: 'remove', people });
  await untilDone(shop, removal);
  await engine.stop();
  await hearsOnceOver(shop, removal);
});

test('the channel hears of planned removals once the last of the day is over', async (t) => {
  const { shop, engine } = await inviteTwo(t, { whenOver: 'remove', removeAfter: 'P2D' });
  for (const after of [3, 3]) {
    await tellEnded(reviewDeps(shop));
    shop.clock.advance(after * day);
    await beginDueEnds(shop);
    await untilDone(shop, await endRequest(shop.db));
  }
  await sql`update invitation set over_told = true where over_at is not null`.execute(shop.db);
  await engine.stop();
  await hearsOnceOver(shop, await endRequest(shop.db));
});
