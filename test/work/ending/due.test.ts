import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { computeEnds } from '../../../src/work/ledger/compute-ends.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { makeDraft, makeProject, start, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';
import { day, endRequest, endsOf, invite, jane, joe, untilMay, who } from './due-scene.ts';
import { alex, askAndReview, confirmEnd, olga } from './ending-scene.ts';

const server = await startDatabase();

test('Confirm fixes the end, and access then ends by itself, once', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04', [joe]: '2026-03-20' });
  assert.deepEqual(await endsOf(shop.db, id), [
    '2026-03-05T00:00:00.000Z',
    '2026-03-21T00:00:00.000Z',
  ]);
  await beginDueEnds(shop);
  assert.deepEqual(await statesIn(shop.db, id), ['complete', 'complete']);
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['expired', 'complete']);
  assert.equal((await invitationsOf(shop.db, end)).length, 1);
  await beginDueEnds(shop);
  assert.equal((await invitationsOf(shop.db, end)).length, 1);
});

test('a replica whose clock is behind carries out the ends that another found due', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  await first.stop();
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  shop.clock.set(-day);
  runEngine(t, shop.deps('two'));
  await untilDone(shop, await endRequest(shop.db));
  assert.deepEqual(await statesIn(shop.db, id), ['expired']);
});

test("a project's guestExpiresAfter counts from the time when the access was first complete", async (t) => {
  const shop = await openWorkshop(t, server);
  await applyProjects(shop.db, [makeProject('atlas', { guestExpiresAfter: 'P10D' })], start);
  const id = await makeDraft(shop.db, { addresses: [jane] });
  await confirmRequest(shop, who, { requestId: id, version: 1, onlyValid: false });
  assert.deepEqual(await endsOf(shop.db, id), [null]);
  shop.clock.advance(2 * day);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const [row] = await invitationsOf(shop.db, id);
  assert.equal((row?.endsAt?.getTime() ?? 0) - (row?.completedAt?.getTime() ?? 0), 10 * day);
});

test('ends of one project and day make one request, and later ends of that day join it', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyProjects(shop.db, [makeProject('atlas', { guestExpiresAfter: 'PT30H' })], start);
  runEngine(t, shop.deps('one'));
  const first = await invite(shop, { [jane]: '2027-01-01' });
  shop.clock.advance(3600_000);
  const second = await invite(shop, { [joe]: '2027-01-01' });
  shop.clock.advance(30 * 3600_000 - 1800_000);
  await beginDueEnds(shop);
  await untilDone(shop, await endRequest(shop.db));
  assert.deepEqual(await statesIn(shop.db, second), ['complete']);
  shop.clock.advance(2 * 3600_000);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, first), ['expired']);
  assert.deepEqual(await statesIn(shop.db, second), ['expired']);
  assert.equal((await invitationsOf(shop.db, end)).length, 2);
});

test('an extension that a requester asks for waits for an owner', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-04-01' });
  const extension = (await askAndReview(shop, alex, untilMay)) ?? 0;
  assert.equal(await confirmEnd(shop, alex, extension), 'confirmed');
  assert.deepEqual(await statesIn(shop.db, extension), ['awaiting approval']);
  assert.deepEqual(await endsOf(shop.db, id), ['2026-04-02T00:00:00.000Z']);
});

test('the bot extends access that is over by a new invitation, without another mail', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  shop.clock.advance(4 * day);
  await beginDueEnds(shop);
  await untilDone(shop, await endRequest(shop.db));
  assert.deepEqual(await statesIn(shop.db, id), ['expired']);
  const extension = (await askAndReview(shop, olga, untilMay)) ?? 0;
  assert.equal(await confirmEnd(shop, olga, extension), 'confirmed');
  await untilDone(shop, extension);
  assert.deepEqual(await statesIn(shop.db, extension), ['complete']);
  assert.deepEqual(await endsOf(shop.db, extension), ['2026-05-02T00:00:00.000Z']);
  assert.deepEqual(shop.directory.invited(), [jane]);
  assert.equal([...shop.directory.members.values()][0]?.size, 1);
});

test('the bot explains a day on which no access can end, and does nothing', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  await invite(shop, { [jane]: '2026-04-01' });
  for (const [until, code] of [
    ['2026-02-30', 'until malformed'],
    ['2025-01-01', 'until past'],
    ['2032-01-01', 'until too far'],
    ['2026-04-01', 'end as before'],
  ] as const) {
    const wish = { kind: 'extend', addresses: [jane], projectKey: 'atlas', until } as const;
    const extension = (await askAndReview(shop, olga, wish)) ?? 0;
    const { rows } = await sql<{ code: string }>`
      select problems->0->>'code' as code from request_row where request_id = ${extension}`.execute(
      shop.db,
    );
    assert.deepEqual(rows, [{ code }], until);
  }
});

test('an end before the access began is answered, and nothing is done', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-04-01' });
  // The clock by which the access began was ahead.
  await sql`update invitation set completed_at = '2026-06-01' where request_id = ${id}`.execute(
    shop.db,
  );
  const extension = (await askAndReview(shop, olga, untilMay)) ?? 0;
  const { rows } = await sql<{ code: string }>`
    select problems->0->>'code' as code from request_row where request_id = ${extension}`.execute(
    shop.db,
  );
  assert.deepEqual(rows, [{ code: 'end before beginning' }]);
  assert.equal(await confirmEnd(shop, olga, extension), 'rows wrong');
  assert.equal(await confirmEnd(shop, olga, extension, { onlyValid: true }), 'nobody to invite');
  assert.deepEqual(await endsOf(shop.db, id), ['2026-04-02T00:00:00.000Z']);
});

test('an end does not begin when an owner extends the access at its last moment', async (t) => {
  const shop = await openWorkshop(t, server);
  const running = runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  await running.stop();
  shop.clock.advance(4 * day);
  await beginDueEnds(shop);
  const [row] = await invitationsOf(shop.db, id);
  await sql`update invitation set ends_on = '2026-05-01' where id = ${row?.id ?? 0}`.execute(
    shop.db,
  );
  await computeEnds(shop.db, [row?.id ?? 0], shop.clock.now());
  runEngine(t, shop.deps('two'));
  const end = await endRequest(shop.db);
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.equal((await invitationsOf(shop.db, end))[0]?.reason?.code, 'extended since');
});

test('the bot cancels an invitation whose end comes before the approval, and invites nobody', async (t) => {
  const shop = await openWorkshop(t, server);
  const never = { autoApproveDomains: [], escalateTo: [], requireReason: false };
  const approval = { ...never, required: true, approvers: 1 };
  await applyProjects(shop.db, [makeProject('atlas', { approval })], start);
  const id = await makeDraft(shop.db, { addresses: [jane], at: shop.clock.now() });
  await sql`update request_row set partner = partner || '{"until": "2026-03-04"}'`.execute(shop.db);
  await confirmRequest(shop, who, { requestId: id, version: 1, onlyValid: false });
  assert.deepEqual(await statesIn(shop.db, id), ['awaiting approval']);
  shop.clock.advance(4 * day);
  await sql`update invitation set state = 'approved'`.execute(shop.db);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['cancelled']);
  const [row] = await invitationsOf(shop.db, id);
  assert.equal(row?.reason?.code, 'over before begun');
  assert.deepEqual(shop.directory.invited(), []);
});
