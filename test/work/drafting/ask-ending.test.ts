import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { approvalsOf } from '../../../src/store/approvals/approvals.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { rowsOf } from '../../../src/store/requests/request-rows.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { castVote } from '../../../src/work/approval/cast-vote.ts';
import { askEnding } from '../../../src/work/drafting/ask-ending.ts';
import { reviewEnding } from '../../../src/work/ending/review-ending.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { startEndings } from '../../../src/work/taking/start-endings.ts';
import {
  group,
  makeApproved,
  makeDraft,
  makeProject,
  otherGroup,
  requesterId,
  statesIn,
  tenantId,
} from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import {
  alex,
  alexLater,
  askAndReview,
  confirmEnd,
  maxRows,
  olga,
  omar,
  reviewDeps,
  sam,
} from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning, runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const joe = 'joe@fabrikam.com';

test('an owner reads what the end takes and what stays and why, and the end takes it', async (t) => {
  const shop = await openRunning(t, server);
  const { objectId } = shop.directory.put(jane);
  shop.directory.members.set(otherGroup, new Set([objectId]));
  const access = { groups: [group, otherGroup], apps: [], licences: [] };
  const there = { plan: 'access only', foundId: objectId, access } as const;
  const id = await makeApproved(shop.db, { addresses: [jane], ...there });
  await untilDone(shop, id);
  const wish = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  const end = (await askAndReview(shop, olga, wish)) ?? 0;
  const [row] = await invitationsOf(shop.db, end);
  assert.deepEqual(
    row?.findings?.takes.map(({ name }) => name),
    ['Group 1'],
  );
  assert.deepEqual(
    row?.findings?.stays.map(({ name, why }) => [name, why.code]),
    [['Group 2', 'grant there before']],
  );
  assert.deepEqual(row?.findings?.account, { fate: 'keep', why: { code: 'account kept by rule' } });
  assert.deepEqual(await statesIn(shop.db, id), ['complete'], 'nothing goes before Confirm');
  assert.equal(await confirmEnd(shop, olga, end), 'confirmed');
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.deepEqual([...(shop.directory.members.get(group) ?? [])], []);
  assert.equal(shop.directory.members.get(otherGroup)?.size, 1);
});

test('a person who is neither owner nor operator ends nothing', async (t) => {
  const shop = await openRunning(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  await untilDone(shop, id);
  const wish = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  assert.equal(await askAndReview(shop, sam, wish), undefined);
  assert.equal(await askAndReview(shop, { ...sam, personId: requesterId }, wish), undefined);
  assert.equal(await askAndReview(shop, sam, { kind: 'end', requestId: id }), undefined);
});

test('a requester who asks for a later end hears nothing of the guests of others', async (t) => {
  const shop = await openRunning(t, server);
  const own = await makeApproved(shop.db, { addresses: [jane] });
  const other = await makeApproved(shop.db, { addresses: [joe], requester: olga.personId });
  await untilDone(shop, own, other);
  const addresses = [jane, joe, 'nobody@fabrikam.com'];
  const wish = { kind: 'extend', addresses, projectKey: 'atlas', until: '2026-05-01' } as const;
  const extension = (await askAndReview(shop, alex, wish)) ?? 0;
  assert.equal(await askAndReview(shop, alexLater, wish), undefined);
  const asks = async (id: number) => (await readRequest(shop.db, id))?.choice.asks ?? false;
  assert.equal(await asks(extension), true, 'the card says that the owners decide');
  for (const decider of [olga, omar])
    assert.equal(await asks((await askAndReview(shop, decider, wish)) ?? 0), false, decider.name);
  const codes = (await rowsOf(shop.db, extension)).map(({ problems }) => problems[0]?.code);
  assert.deepEqual(codes, [undefined, 'guest not in project', 'guest not in project']);
});

test('an owner who lost the right before Confirm ends nothing', async (t) => {
  const shop = await openRunning(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  await untilDone(shop, id);
  const end = (await askAndReview(shop, olga, { kind: 'end', requestId: id })) ?? 0;
  assert.equal(await confirmEnd(shop, { ...olga, rights: sam.rights }, end), 'not allowed');
});

test('the review answers for an unknown guest, a guest of another project and a guest named twice', async (t) => {
  const shop = await openRunning(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  await untilDone(shop, id);
  const addresses = [jane, joe, jane];
  const end =
    (await askAndReview(shop, olga, { kind: 'end', addresses, projectKey: 'atlas' })) ?? 0;
  const rows = await rowsOf(shop.db, end);
  assert.deepEqual(
    rows.map(({ problems, skipped }) => problems[0]?.code ?? skipped?.code),
    [undefined, 'guest not in project', 'duplicate'],
  );
  assert.equal(await confirmEnd(shop, olga, end), 'rows wrong');
  assert.equal(await confirmEnd(shop, olga, end, { onlyValid: true }), 'confirmed');
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
});

test('an end cancels an invitation that has not begun, and the bot invites nobody', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const end = (await askAndReview(shop, omar, { kind: 'end', requestId: id })) ?? 0;
  await confirmEnd(shop, omar, end);
  // In a turn of the engine invitations begin before ends. Here the end begins first.
  await startEndings(shop.db, 10, shop.clock.now());
  runEngine(t, shop.deps('one'));
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['cancelled']);
  assert.deepEqual(shop.directory.invited(), []);
});

test('a review asks once for the name of a group, however many rows it takes the group from', async (t) => {
  const shop = await openRunning(t, server);
  const addresses = ['ann', 'bob', 'cas'].map((name) => `${name}@fabrikam.com`);
  const id = await makeApproved(shop.db, { addresses });
  await untilDone(shop, id);
  const asked = await askEnding({ ...shop, maxRows }, olga, { kind: 'end', requestId: id });
  assert.ok(asked.kind === 'asked');
  const deps = reviewDeps(shop);
  let reads = 0;
  const readGroup: typeof deps.readGroup = async (group) => {
    reads += 1;
    return await deps.readGroup(group);
  };
  await reviewEnding({ ...deps, readGroup }, asked.requestId);
  assert.equal(reads, 1);
  const named = (await invitationsOf(shop.db, asked.requestId)).map(
    ({ findings }) => findings?.takes[0]?.name,
  );
  assert.deepEqual(named, ['Group 1', 'Group 1', 'Group 1']);
});

test('an undo leaves a partner who has accepted as they are, which is no fault of the row', async (t) => {
  const approval = { ...makeProject('atlas').approval, required: true };
  const shop = await openRunning(t, server, { approval });
  const id = await makeDraft(shop.db, { addresses: [jane, joe] });
  const who = { tenantId, personId: requesterId, name: 'Alex' };
  await confirmRequest(shop, who, { requestId: id, version: 1, onlyValid: false });
  const [asked] = await approvalsOf(shop.db, id);
  const { id: approvalId = 0, version = 0 } = asked ?? {};
  const vote = { approvalId, version, approve: 'all', reason: undefined } as const;
  assert.equal((await castVote(shop, olga, vote)).kind, 'counted');
  // Another job reads the owner's rights once more.
  await sql`update approval set rights_due = false`.execute(shop.db);
  await untilDone(shop, id);
  await sql`update approval set decided_at = decided_at - interval '2 days'`.execute(shop.db);
  const late = { kind: 'end', approvalId } as const;
  assert.equal((await askEnding({ ...shop, maxRows }, omar, late)).kind, 'too late');
  assert.equal(
    (await askEnding({ ...shop, maxRows }, { ...omar, tenantId: 'other' }, late)).kind,
    'not found',
  );
  await sql`update approval set decided_at = decided_at + interval '2 days'`.execute(shop.db);
  const undo = (await askAndReview(shop, olga, { kind: 'end', approvalId })) ?? 0;
  const found = async () =>
    (await rowsOf(shop.db, undo)).map(({ problems, skipped }) => [problems.length, skipped?.code]);
  assert.deepEqual(await found(), [
    [0, undefined],
    [0, undefined],
  ]);
  await sql`update guest set state = 'accepted' where address = ${jane}`.execute(shop.db);
  assert.equal(await confirmEnd(shop, olga, undo), 'changed since');
  assert.deepEqual((await readRequest(shop.db, undo))?.choice.since, ['accepted']);
  await reviewEnding(reviewDeps(shop), undo);
  assert.deepEqual(await found(), [
    [0, 'accepted since'],
    [0, undefined],
  ]);
  assert.equal(await confirmEnd(shop, olga, undo), 'confirmed', 'without leaving a row out');
});
