import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Reason } from '../../../src/guests/reason.ts';
import { leftProjects } from '../../../src/store/endings/left-projects.ts';
import { endedRequests, markEndsTold, untoldEnds } from '../../../src/store/endings/untold-ends.ts';
import { countGuests } from '../../../src/store/guests/guest-counts.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { findPartner, requestersOf } from '../../../src/store/guests/partners-in-sight.ts';
import { pendingPartners } from '../../../src/store/guests/pending-partners.ts';
import { listProjectGuests, projectGuestPages } from '../../../src/store/guests/project-guests.ts';
import { countInvitations, invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { resultPages } from '../../../src/store/requests/results.ts';
import { countRetryable } from '../../../src/store/steps/retry-steps.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { tellEnded } from '../../../src/work/ending/tell-ended.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import {
  group,
  makeApproved,
  makeProject,
  start,
  statesIn,
  tenantId,
} from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { access, idOf, isIn, untilShown } from '../taking/janes-access.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { day, endRequest, invite, jane, joe } from './due-scene.ts';
import { askAndReview, confirmEnd, olga, omar, reviewDeps } from './ending-scene.ts';

const server = await startDatabase();
const sight = { tenantId, requesterId: '', own: false, projects: [], all: true };

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

const noPermission = {
  kind: 'refused',
  reason: { code: 'permission missing', values: { permission: 'GroupMember.ReadWrite.All' } },
} as const;

/** Jane with a group and a role, after an end that got neither, or only the role. */
async function unfinishedEnd(t: TestContext, got: 'nothing' | 'the role') {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await untilShown(shop);
  for (const _ of ['group', 'role'])
    shop.directory.nextTakes.push((effect) => {
      if (got === 'nothing') return noPermission;
      const taken = effect();
      if (isIn(shop)) return taken;
      shop.directory.members.get(group)?.add(idOf(shop));
      return noPermission;
    });
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.equal(isIn(shop), true);
  return { shop, id, end };
}

/** What people read of the request that invited: its counts, and its results. */
async function toRead({ db }: Workshop, id: number) {
  const [row] = (await Array.fromAsync(resultPages(db, id))).flat();
  const counts = await countInvitations(db, id);
  return [counts.map(({ state }) => state).join(), row?.state, row?.reason?.code];
}

test('an end that got only a part leaves the access in part, and a retry takes the rest', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, 'the role');
  assert.deepEqual(await statesIn(shop.db, end), ['partly']);
  assert.deepEqual(await toRead(shop, id), ['partly', 'partly', 'taken in part']);
  const told = await endedRequests(shop.db, 9);
  assert.deepEqual([told[0]?.ended, told[0]?.failed], [0, 1]);
  assert.deepEqual(await untoldEnds(shop.db, '2026-03-01'), []);
  await markEndsTold(shop.db, end);
  const seen = await findPartner(shop.db, sight, { address: jane });
  const [row] = seen?.invitations ?? [];
  assert.deepEqual(
    [row?.takenInPart, ...(row?.grants ?? []).map(({ state }) => state)],
    [true, 'done', 'withdrawn'],
  );
  assert.equal(await countRetryable(shop.db, end), 1);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await toRead(shop, id), ['revoked', 'revoked', undefined]);
  const over = await endedRequests(shop.db, 9);
  assert.deepEqual([over[0]?.ended, over[0]?.failed], [1, 0]);
  assert.equal(await retryRequest(shop, omar, end), 'nothing to retry');
});

test('what was given again meanwhile is not told as taken back, before a retry and after it', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, 'the role');
  await markEndsTold(shop.db, end);
  const again = await makeApproved(shop.db, { addresses: [jane], access });
  await untilDone(shop, again);
  assert.deepEqual(await toRead(shop, id), ['complete', 'complete', undefined]);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.equal(isIn(shop), true);
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.kept, told?.failed], [0, 1, 0]);
  assert.deepEqual(await toRead(shop, id), ['revoked', 'revoked', 'nothing taken']);
  const [row] = (await Array.fromAsync(resultPages(shop.db, end))).flat();
  assert.deepEqual([row?.effect, row?.reasons?.at(-1)?.code], [false, 'given again']);
});

test('a retry while a new invitation gives the access again tells of access that stays', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, 'the role');
  await markEndsTold(shop.db, end);
  const again = await makeApproved(shop.db, { addresses: [jane], access });
  await untilDone(shop, again);
  // The invitation still gives the role while the end is tried again.
  await sql`update invitation set state = 'working', completed_at = null where request_id = ${again}`.execute(
    shop.db,
  );
  await sql`update step set state = 'due', due_at = '2100-01-01', settled_at = null where request_id = ${again} and kind = 'app'`.execute(
    shop.db,
  );
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.kept, told?.failed], [0, 1, 0]);
  await sql`update step set due_at = ${shop.clock.now()} where request_id = ${again} and kind = 'app'`.execute(
    shop.db,
  );
  await untilDone(shop, again);
  assert.deepEqual(await toRead(shop, id), ['revoked', 'revoked', 'nothing taken']);
});

test('whose access an end could not take stays on the lists of people', async (t) => {
  for (const got of ['nothing', 'the role'] as const) {
    const { shop } = await unfinishedEnd(t, got);
    const which = { tenantId, projectKey: 'atlas', filter: 'all', endsBefore: start } as const;
    const [guest] = await listProjectGuests(shop.db, which, { offset: 0, limit: 9 });
    assert.equal(guest?.address, jane);
    const pages = await Array.fromAsync(projectGuestPages(shop.db, which));
    assert.equal(pages.flat().length, 1);
    assert.equal((await countGuests(shop.db, 'atlas')).pending, 1);
    const pending = { projectKey: undefined, limit: 9 };
    assert.equal((await pendingPartners(shop.db, { ...sight, all: true }, pending)).length, 1);
    assert.equal((await requestersOf(shop.db, guest?.guestId ?? 0)).length, 1);
  }
});

test('an end that got nothing may be retried whatever the reason, and leaves the access whole', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, 'nothing');
  assert.deepEqual(await statesIn(shop.db, end), ['failed']);
  assert.deepEqual(await toRead(shop, id), ['complete', 'complete', undefined]);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
});

test('a new end finds what an end left, and nothing that it took', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, 'the role');
  const wish = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  const again = (await askAndReview(shop, olga, wish)) ?? 0;
  const [row] = await invitationsOf(shop.db, again);
  assert.deepEqual(
    row?.findings?.takes.map(({ kind }) => kind),
    ['group'],
  );
  assert.deepEqual(row?.findings?.stays, []);
  assert.equal(await confirmEnd(shop, olga, again), 'confirmed');
  await untilDone(shop, again);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await stepsIn(shop.db, again), ['take group done taken']);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.equal(await retryRequest(shop, omar, end), 'nothing to retry');
});
