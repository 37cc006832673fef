import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { noticeGuests, noticesToTell } from '../../../src/store/endings/end-notices.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { findPartner } from '../../../src/store/guests/partners-in-sight.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { letAccessEnd } from '../../../src/work/ending/let-access-end.ts';
import { makeNotices } from '../../../src/work/ending/make-end-notices.ts';
import { tellNotices } from '../../../src/work/ending/tell-end-notices.ts';
import { makeDraft, requesterId, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning, runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';
import { day, endRequest, endsOf, invite, jane, joe, notices } from './due-scene.ts';
import { askAndReview, confirmEnd, olga, reviewDeps, sam } from './ending-scene.ts';

const server = await startDatabase();

test('the bot sends notices two weeks and three days before, one for each project and day', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  await invite(shop, { [jane]: '2026-04-01', [joe]: '2026-04-01' });
  await makeNotices(shop);
  assert.deepEqual(await notices(shop.db), []);
  shop.clock.advance(18 * day);
  await makeNotices(shop);
  await makeNotices(shop);
  const [first, ...more] = await notices(shop.db);
  assert.deepEqual(more, []);
  assert.equal(first?.day, '2026-03-19');
  const guests = await noticeGuests(shop.db, first?.id ?? 0);
  assert.deepEqual(
    guests.map(({ address }) => address),
    [jane, joe],
  );
  shop.clock.advance(11 * day);
  await makeNotices(shop);
  assert.deepEqual(
    (await notices(shop.db)).map((each) => each.day),
    ['2026-03-19', '2026-03-30'],
  );
});

test('after a stop over the last day the bot asks nobody about access whose end has come', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  await invite(shop, { [jane]: '2026-04-01', [joe]: '2026-04-20' });
  shop.clock.advance(40 * day);
  await makeNotices(shop);
  const [notice, ...more] = await notices(shop.db);
  assert.deepEqual(more, []);
  const guests = await noticeGuests(shop.db, notice?.id ?? 0);
  assert.deepEqual(
    guests.map(({ address }) => address),
    [joe],
  );
});

test('a notice leaves out guests whose account is gone, and is not made where nobody is left', async (t) => {
  const shop = await openRunning(t, server);
  await invite(shop, { [jane]: '2026-04-01', [joe]: '2026-04-01' });
  await sql`update guest set state = 'deleted' where address = ${jane}`.execute(shop.db);
  shop.clock.advance(18 * day);
  await makeNotices(shop);
  const [notice] = await notices(shop.db);
  const guests = await noticeGuests(shop.db, notice?.id ?? 0);
  assert.deepEqual(
    guests.map(({ address }) => address),
    [joe],
  );
  await sql`update guest set state = 'deleted'`.execute(shop.db);
  shop.clock.advance(11 * day);
  await makeNotices(shop);
  assert.equal((await notices(shop.db)).length, 1);
});

test('a notice about more guests than one turn takes is one notice, sent when all are in it', async (t) => {
  const shop = await openWorkshop(t, server);
  const addresses = Array.from({ length: 1203 }, (_, n) => `p${n}@fabrikam.com`);
  const id = await makeDraft(shop.db, { addresses, at: shop.clock.now() });
  const [end, notice] = [40, 20].map((days) => new Date(shop.clock.now().getTime() + days * day));
  await sql`update invitation set state = 'complete', ends_at = ${end}, notice_at = ${notice}
    where request_id = ${id}`.execute(shop.db);
  shop.clock.advance(21 * day);
  await makeNotices(shop);
  const { rows } = await sql<{ count: number }>`
    select notice_id, count(*) as count from end_notice_row group by notice_id`.execute(shop.db);
  assert.deepEqual(
    rows.map(({ count }) => count),
    [1203],
  );
  await sql`update invitation set notice_at = ${notice} where request_id = ${id} and row = 1`.execute(
    shop.db,
  );
  assert.deepEqual(await noticesToTell(shop.db, shop.clock.now(), 10), []);
});

/** Jane's access ends on the first of April, and the owners have a notice of it. */
async function noticed(t: TestContext) {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-04-01' });
  shop.clock.advance(18 * day);
  await makeNotices(shop);
  const [notice] = await notices(shop.db);
  return { shop, id, noticeId: notice?.id ?? 0 };
}

test('an owner who lets access end gets no further notice, and it ends', async (t) => {
  const { shop, id, noticeId } = await noticed(t);
  assert.deepEqual(await letAccessEnd(shop, sam, noticeId), { kind: 'not found' });
  assert.deepEqual(await letAccessEnd(shop, olga, noticeId), { kind: 'let', count: 1 });
  assert.deepEqual(await letAccessEnd(shop, olga, noticeId), { kind: 'let already' });
  shop.clock.advance(11 * day);
  await makeNotices(shop);
  assert.equal((await notices(shop.db)).length, 1);
  shop.clock.advance(5 * day);
  await beginDueEnds(shop);
  await untilDone(shop, await endRequest(shop.db));
  assert.deepEqual(await statesIn(shop.db, id), ['expired']);
});

test('an extension from a notice moves the end and its notices, and the old notice shows it', async (t) => {
  const { shop, id, noticeId } = await noticed(t);
  const wish = { kind: 'extend', noticeId: noticeId, until: '2026-06-30' } as const;
  const extension = (await askAndReview(shop, olga, wish)) ?? 0;
  const [row] = await invitationsOf(shop.db, extension);
  assert.equal(row?.findings?.endsAt, '2026-04-02T00:00:00.000Z');
  assert.equal(await confirmEnd(shop, olga, extension), 'confirmed');
  await untilDone(shop, extension);
  assert.deepEqual(await endsOf(shop.db, id), ['2026-07-01T00:00:00.000Z']);
  const [{ guestId } = {}] = await invitationsOf(shop.db, id);
  const story = await guestHistory(shop.db, { id: guestId ?? 0, address: jane }, [id]);
  const extended = story.find(({ what }) => what === 'access extended');
  assert.partialDeepStrictEqual(extended, {
    requestId: extension,
    name: 'Olga',
    day: '2026-06-30',
  });
  const sight = { tenantId, requesterId, own: true, projects: [], all: false };
  const found = await findPartner(shop.db, sight, { address: jane });
  assert.deepEqual(
    found?.invitations.map(({ endsAt }) => endsAt?.toISOString()),
    ['2026-07-01T00:00:00.000Z'],
  );
  shop.clock.advance(20 * day);
  await beginDueEnds(shop);
  assert.equal(await endRequest(shop.db), 0);
});

test('a notice shows the last sign-ins of its guests, as far as Graph allows the read', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-04-01', [joe]: '2026-04-01' });
  await sql`update guest set state = 'accepted' where address = ${jane}`.execute(shop.db);
  shop.clock.advance(18 * day);
  await makeNotices(shop);
  const asked: string[][] = [];
  const seenAt = new Date('2026-03-10T12:00:00Z');
  const readable = async (ids: readonly string[]) => {
    asked.push([...ids]);
    return new Map(ids.map((each) => [each, seenAt] as const));
  };
  await tellNotices({ ...reviewDeps(shop), readSignIns: readable });
  const jane1 = shop.directory.people.get(jane)?.objectId ?? '';
  assert.deepEqual(asked, [[jane1]], 'the bot reads sign-ins only of guests who accepted');
  const [notice] = await notices(shop.db);
  const [first, second] = await noticeGuests(shop.db, notice?.id ?? 0);
  assert.deepEqual(first?.signedInAt, seenAt);
  assert.equal(second?.signInReadAt, null);
  assert.deepEqual(
    await noticesToTell(shop.db, shop.clock.now(), 1),
    [],
    'the bot has sent the notice',
  );
  assert.deepEqual(await statesIn(shop.db, id), ['complete', 'complete']);
});

test('the bot sends a notice without sign-ins that it may not read, and waits a little for a slow Graph', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  await invite(shop, { [jane]: '2026-04-01' });
  await sql`update guest set state = 'accepted'`.execute(shop.db);
  const left = async () => (await noticesToTell(shop.db, shop.clock.now(), 1)).length;
  shop.clock.advance(18 * day);
  await makeNotices(shop);
  const slow = async () => new Map<string, Date>();
  await tellNotices({ ...reviewDeps(shop), readSignIns: slow });
  assert.equal(await left(), 1);
  shop.clock.advance(11 * 60_000);
  await tellNotices({ ...reviewDeps(shop), readSignIns: slow });
  assert.equal(await left(), 0);
  shop.clock.advance(11 * day);
  await makeNotices(shop);
  await tellNotices({ ...reviewDeps(shop), readSignIns: async () => 'not readable' as const });
  assert.equal(await left(), 0);
});
