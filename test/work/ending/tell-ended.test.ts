import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Reason } from '../../../src/guests/reason.ts';
import { noticeGuests } from '../../../src/store/endings/end-notices.ts';
import { leftProjects } from '../../../src/store/endings/left-projects.ts';
import { endedRequests, gatherEnds, untoldEnds } from '../../../src/store/endings/untold-ends.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { makeNotices } from '../../../src/work/ending/make-end-notices.ts';
import { takeLeftovers } from '../../../src/work/ending/take-leftovers.ts';
import { tellEnded } from '../../../src/work/ending/tell-ended.ts';
import { tellRemoved } from '../../../src/work/ending/tell-removed.ts';
import { applyOnly, makeDraft, requesterId, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning } from '../run-engine.ts';
import { makeEnd } from '../taking/ends.ts';
import type { Workshop } from '../workshop.ts';
import { day, endRequest, invite, jane, joe, notices } from './due-scene.ts';
import {
  alex,
  askAndConfirm,
  askAndReview,
  confirmEnd,
  olga,
  omar,
  reviewDeps,
} from './ending-scene.ts';

const server = await startDatabase();

/** The news of the requester of the invitations. */
const told = async ({ db }: Workshop): Promise<Reason[]> =>
  (await sql<{ reason: Reason }>`select reason from news order by id`.execute(db)).rows.map(
    ({ reason }) => reason,
  );

test('a requester reads who took the access back, and the story of the guest names that request', async (t) => {
  const shop = await openRunning(t, server);
  const id = await invite(shop, { [jane]: '2026-04-01' });
  const wish = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  const end = await askAndConfirm(shop, olga, wish);
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

test('a requester reads who undid the approval, also where nothing had begun', async (t) => {
  const shop = await openRunning(t, server);
  const id = await invite(shop, { [jane]: '2026-04-01', [joe]: '2026-04-01' });
  const end = await makeEnd(shop.db, { requestIds: [id], cause: 'undone' });
  await sql`update invitation set state = 'approved' where request_id = ${id} and address = ${joe}`.execute(
    shop.db,
  );
  await sql`update request set requester_name = 'Megan' where id = ${end}`.execute(shop.db);
  await untilDone(shop, end);
  // Jane had not accepted, so the channel hears of an invitation taken back, and of no access that ended.
  assert.deepEqual(await gathered(shop), [['atlas'], { ended: 0, takenBack: 1, removed: 0 }]);
  await tellEnded(reviewDeps(shop));
  const [reason] = await told(shop);
  assert.equal(reason?.code, 'approval undone');
  const values = { name: 'Megan', count: 2, number: String(end), asked: String(id) };
  assert.partialDeepStrictEqual(reason?.values, values);
});

test('access of a project that left the file still ends, and is named until then', async (t) => {
  const shop = await openRunning(t, server);
  const id = await invite(shop, { [jane]: '2026-03-04' });
  assert.deepEqual(await leftProjects(shop.db), []);
  await applyOnly(shop.db, 'beacon');
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

test('the requester who first asked for access hears of its end, also after somebody else extended it', async (t) => {
  const shop = await openRunning(t, server);
  const id = await invite(shop, { [jane]: '2026-03-10' });
  const of = { addresses: [jane], projectKey: 'atlas' };
  for (const wish of [
    { ...of, kind: 'end' },
    { ...of, kind: 'extend', until: '2026-04-01' },
  ] as const) {
    const request = (await askAndReview(shop, omar, wish)) ?? 0;
    await confirmEnd(shop, omar, request);
    await untilDone(shop, request);
  }
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  shop.clock.advance(18 * day);
  await makeNotices(shop);
  const [notice] = await notices(shop.db);
  const [guest] = await noticeGuests(shop.db, notice?.id ?? 0, requesterId);
  const both = [requesterId, omar.personId].toSorted();
  assert.deepEqual(guest?.requesterIds.toSorted(), both);
  const later = { ...of, kind: 'extend', until: '2026-05-01' } as const;
  assert.notEqual(await askAndReview(shop, alex, later), undefined, 'they may ask for more');
  shop.clock.advance(20 * day);
  await beginDueEnds(shop);
  await untilDone(shop, await endRequest(shop.db));
  const ended = (await endedRequests(shop.db, 10)).find(({ cause }) => cause === 'due');
  assert.deepEqual([ended?.ended, ended?.inviters.toSorted()], [1, both]);
});

/** The codes that each person heard, and that the channel of Atlas hears today. */
const codes = async (shop: Workshop) => (await told(shop)).map(({ code }) => code);
async function gathered({ db, clock }: Workshop) {
  const now = clock.now();
  const today = now.toISOString().slice(0, 10);
  const untold = (await untoldEnds(db, today)).map(({ projectKey }) => projectKey);
  const count = await gatherEnds(db, { tenantId, projectKey: 'atlas' }, { day: today, now });
  return [untold, count];
}

test('requester, owners and channel hear whose account an operator removed, once', async (t) => {
  const shop = await openRunning(t, server);
  await invite(shop, { [jane]: '2026-04-01' });
  const wish = { kind: 'remove', people: [{ line: 1, said: jane }] } as const;
  const removal = await askAndConfirm(shop, omar, wish);
  await untilDone(shop, removal);
  for (const _ of ['told', 'told already']) await tellRemoved(reviewDeps(shop));
  const [reason, ...others] = await told(shop);
  assert.deepEqual([reason?.code, others], ['accounts removed', []]);
  const values = { name: 'Omar', project: 'Project atlas', count: 1, number: String(removal) };
  assert.partialDeepStrictEqual(reason?.values, values);
  assert.deepEqual(await gathered(shop), [['atlas'], { ended: 1, takenBack: 0, removed: 0 }]);
  assert.deepEqual(await gathered(shop), [[], { ended: 0, takenBack: 0, removed: 0 }]);
});

test('requester, owners and channel hear of a planned removal, of the project that planned it', async (t) => {
  const shop = await openRunning(t, server, { whenOver: 'remove', removeAfter: 'P2D' });
  await invite(shop, { [jane]: '2026-03-04' });
  const heard: unknown[] = [];
  for (const after of [3, 3]) {
    shop.clock.advance(after * day);
    await beginDueEnds(shop);
    await untilDone(shop, await endRequest(shop.db));
    heard.push(await gathered(shop));
    await tellEnded(reviewDeps(shop));
    await tellRemoved(reviewDeps(shop));
  }
  assert.deepEqual(await codes(shop), ['access ended', 'accounts removed as planned']);
  assert.deepEqual(heard, [
    [['atlas'], { ended: 1, takenBack: 0, removed: 0 }],
    [['atlas'], { ended: 0, takenBack: 0, removed: 1 }],
  ]);
});

test('a requester who heard that access stays hears too when an end takes it late', async (t) => {
  const shop = await openRunning(t, server);
  const id = await invite(shop, { [jane]: '2026-04-01' });
  const waiting = await makeDraft(shop.db, { addresses: [jane] });
  const stand = (state: string, endedAt: Date | null) =>
    sql`update invitation set state = ${state}, ended_at = ${endedAt} where request_id = ${waiting}`.execute(
      shop.db,
    );
  await stand('awaiting approval', null);
  const end = await makeEnd(shop.db, { requestIds: [id], at: shop.clock.now() });
  await untilDone(shop, end);
  assert.deepEqual(await gathered(shop), [['atlas'], { ended: 0, takenBack: 0, removed: 0 }]);
  await tellEnded(reviewDeps(shop));
  shop.clock.advance(day);
  await stand('rejected', shop.clock.now());
  await takeLeftovers(shop);
  await untilDone(shop, end);
  for (const _ of ['told', 'told already']) await tellEnded(reviewDeps(shop));
  assert.deepEqual(await codes(shop), ['access kept', 'access taken late']);
  const { rows } = await sql<{ count: number }>`select count from end_digest`.execute(shop.db);
  assert.deepEqual(
    rows.map(({ count }) => count),
    [1],
    'and so does the channel',
  );
});
