import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type ApprovalRecord, approvalsOf } from '../../../src/store/approvals/approvals.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyDeadlines } from '../../../src/work/approval/apply-deadlines.ts';
import { castVote } from '../../../src/work/approval/cast-vote.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { day, endRequest, endsOf, invite, jane, joe } from './due-scene.ts';
import { alex, askAndReview, confirmEnd, olga } from './ending-scene.ts';

const server = await startDatabase();

/** Alex, who owns nothing, asks the owners for a later end. */
async function asked(
  shop: Workshop,
  addresses: readonly string[],
): Promise<{ extension: number; approval: ApprovalRecord }> {
  const wish = { kind: 'extend', addresses, projectKey: 'atlas', until: '2026-05-01' } as const;
  const extension = (await askAndReview(shop, alex, wish)) ?? 0;
  assert.equal(await confirmEnd(shop, alex, extension), 'confirmed');
  return { extension, approval: await approvalIn(shop, extension) };
}

async function approvalIn(shop: Workshop, requestId: number): Promise<ApprovalRecord> {
  const [approval] = await approvalsOf(shop.db, requestId);
  assert.ok(approval);
  return approval;
}

const yes = async (shop: Workshop, { id: approvalId, version }: ApprovalRecord) =>
  (await castVote(shop, olga, { approvalId, version, approve: 'all', reason: undefined })).kind;

test('owners may decide on another end until the end, and a yes after it does not count', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  const { extension, approval } = await asked(shop, [jane]);
  assert.equal(approval.timesOutAt?.toISOString(), '2026-03-05T00:00:00.000Z');
  shop.clock.advance(4 * day);
  assert.equal(await yes(shop, approval), 'decided already');
  assert.equal((await approvalIn(shop, extension)).state, 'timed out');
  assert.deepEqual(await statesIn(shop.db, extension), ['rejected']);
  await beginDueEnds(shop);
  await untilDone(shop, extension, await endRequest(shop.db));
  assert.deepEqual(await statesIn(shop.db, id), ['expired']);
});

test('a yes in time keeps the access, also where its end comes before the bot carries the yes out', async (t) => {
  const shop = await openWorkshop(t, server);
  const running = runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  const { extension, approval } = await asked(shop, [jane]);
  await running.stop();
  assert.equal(await yes(shop, approval), 'counted');
  shop.clock.advance(4 * day);
  await beginDueEnds(shop);
  assert.equal(await endRequest(shop.db), 0);
  runEngine(t, shop.deps('two'));
  await untilDone(shop, extension);
  await beginDueEnds(shop);
  assert.deepEqual(await endsOf(shop.db, id), ['2026-05-02T00:00:00.000Z']);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('the bot drops a question about access that somebody revoked, by itself and at the click', async (t) => {
  for (const by of ['itself', 'click'] as const) {
    const shop = await openWorkshop(t, server);
    runEngine(t, shop.deps('one'));
    await invite(shop, { [jane]: '2026-03-20' });
    const { extension, approval } = await asked(shop, [jane]);
    const wish = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
    const end = (await askAndReview(shop, olga, wish)) ?? 0;
    assert.equal(await confirmEnd(shop, olga, end), 'confirmed');
    await untilDone(shop, end);
    if (by === 'itself') await applyDeadlines(shop);
    else assert.equal(await yes(shop, approval), 'changed');
    assert.equal((await approvalIn(shop, extension)).state, 'withdrawn');
    assert.deepEqual(await statesIn(shop.db, extension), ['cancelled']);
    await untilDone(shop, extension);
  }
});

test('guests whose access ended drop out of an extension, and the owner decides on the others', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04', [joe]: '2026-03-20' });
  const { extension, approval } = await asked(shop, [jane, joe]);
  assert.equal(approval.timesOutAt?.toISOString(), '2026-03-21T00:00:00.000Z');
  shop.clock.advance(4 * day);
  assert.equal(await yes(shop, approval), 'changed');
  assert.deepEqual(await statesIn(shop.db, extension), ['cancelled', 'awaiting approval']);
  assert.equal(await yes(shop, approval), 'counted');
  await untilDone(shop, extension);
  assert.equal((await endsOf(shop.db, id))[1], '2026-05-02T00:00:00.000Z');
});

/** Alex gives Jane access to the same project anew while the owners have still to decide. */
async function anew(shop: Workshop, last: string | undefined) {
  const { extension, approval } = await asked(shop, [jane]);
  const id = await invite(shop, { [jane]: last });
  assert.equal(await yes(shop, approval), 'counted');
  await untilDone(shop, extension);
  const [row] = await invitationsOf(shop.db, extension);
  return { id, reason: row?.reason };
}

test('an approved extension leaves the end of access that somebody gave since then, for longer', async (t) => {
  for (const last of ['2026-06-01', undefined]) {
    const shop = await openWorkshop(t, server);
    runEngine(t, shop.deps('one'));
    await invite(shop, { [jane]: '2026-03-20' });
    const { id, reason } = await anew(shop, last);
    const values = { address: jane, project: 'atlas', number: String(id) };
    assert.deepEqual(reason, { code: 'longer access since', values });
    assert.deepEqual(await endsOf(shop.db, id), [last ? '2026-06-02T00:00:00.000Z' : null]);
  }
});

test('an approved extension moves the end of access that somebody gave since then, for shorter', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  const first = await invite(shop, { [jane]: '2026-03-20' });
  const { id, reason } = await anew(shop, '2026-04-01');
  assert.equal(reason, null);
  const may = ['2026-05-02T00:00:00.000Z'];
  assert.deepEqual([await endsOf(shop.db, first), await endsOf(shop.db, id)], [may, may]);
});

test('an approved extension counts access that is being given, from now to the end of its term', async (t) => {
  for (const [term, moves] of [
    ['P30D', true],
    ['P90D', false],
  ] as const) {
    const shop = await openWorkshop(t, server);
    runEngine(t, shop.deps('one'));
    await invite(shop, { [jane]: '2026-03-20' });
    const { extension, approval } = await asked(shop, [jane]);
    const id = await invite(shop, { [jane]: undefined });
    // The step comes first: the engine ends an invitation at work that has no open step.
    await sql`update step set state = 'due', due_at = '2100-01-01', settled_at = null where request_id = ${id}`.execute(
      shop.db,
    );
    await sql`update invitation set state = 'working', completed_at = null, expires_after = ${term}, end_zone = 'UTC'
      where request_id = ${id}`.execute(shop.db);
    assert.equal(await yes(shop, approval), 'counted');
    await untilDone(shop, extension);
    assert.deepEqual(await endsOf(shop.db, id), [moves ? '2026-05-02T00:00:00.000Z' : null], term);
  }
});
