import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Reason } from '../../../src/guests/reason.ts';
import { leftProjects } from '../../../src/store/endings/left-projects.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { tellEnded } from '../../../src/work/ending/tell-ended.ts';
import { makeProject, start, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd } from '../taking/ends.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { day, endRequest, invite, jane, joe } from './due-scene.ts';
import { askAndReview, confirmEnd, olga, reviewDeps } from './ending-scene.ts';

const server = await startDatabase();

/** What the requester of the invitations hears. */
const told = async ({ db }: Workshop): Promise<Reason[]> =>
  (await sql<{ reason: Reason }>`select reason from news order by id`.execute(db)).rows.map(
    ({ reason }) => reason,
  );

test('who invited reads who took the access back, and the story of the guest names that request', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-04-01' });
  const wish = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  const end = (await askAndReview(shop, olga, wish)) ?? 0;
  await confirmEnd(shop, olga, end);
  await untilDone(shop, end);
  await tellEnded(reviewDeps(shop));
  const [reason] = await told(shop);
  assert.equal(reason?.code, 'access revoked');
  assert.partialDeepStrictEqual(reason?.values, { name: 'Olga', count: 1, number: String(end) });
  const [{ guestId } = {}] = await invitationsOf(shop.db, id);
  const story = await guestHistory(shop.db, { id: guestId ?? 0, address: jane }, [id]);
  const over = story.find(({ what }) => what === 'access revoked');
  assert.partialDeepStrictEqual(over, { requestId: end, name: 'Olga' });
});

test('who invited reads who undid the approval, also where nothing had begun', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-04-01', [joe]: '2026-04-01' });
  const end = await makeEnd(shop.db, { requestIds: [id], cause: 'undone' });
  await sql`update invitation set state = 'approved' where request_id = ${id} and address = ${joe}`.execute(
    shop.db,
  );
  await sql`update request set requester_name = 'Megan' where id = ${end}`.execute(shop.db);
  await untilDone(shop, end);
  await tellEnded(reviewDeps(shop));
  const [reason] = await told(shop);
  assert.equal(reason?.code, 'approval undone');
  const values = { name: 'Megan', count: 2, number: String(end), asked: String(id) };
  assert.partialDeepStrictEqual(reason?.values, values);
});

test('access of a project that left the file still ends, and is named until then', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  assert.deepEqual(await leftProjects(shop.db), []);
  await applyProjects(shop.db, [makeProject('beacon')], start);
  const [left] = await leftProjects(shop.db);
  assert.deepEqual([left?.project.key, left?.guests, left?.withoutEnd], ['atlas', 1, 0]);
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['expired']);
  await tellEnded(reviewDeps(shop));
  assert.equal((await told(shop))[0]?.code, 'access ended');
  assert.deepEqual(await leftProjects(shop.db), []);
});
