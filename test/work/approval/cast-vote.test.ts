import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { approvalsOf, votesOn } from '../../../src/store/approvals/approvals.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { type Ballot, castVote } from '../../../src/work/approval/cast-vote.ts';
import { dropStandIn, nameStandIn } from '../../../src/work/approval/name-stand-in.ts';
import { cancelRequest } from '../../../src/work/request/cancel-request.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { applyRule, asksOwners, makeDraft, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { alex } from '../alex.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const addresses = ['jane@fabrikam.com', 'joe@fabrikam.com', 'jim@fabrikam.com'];
const owner = (name: string) => ({
  tenantId,
  personId: name,
  name,
  rights: { member: true, owns: () => true },
});

/** Makes Atlas ask its owners. `approvers` of them must approve. */
async function askAll(shop: Workshop, approvers = 1): Promise<void> {
  await applyRule(shop.db, { approval: asksOwners({ approvers }) }, shop.clock.now());
}

async function asked(shop: Workshop): Promise<{ id: number; approvalId: number }> {
  const id = await makeDraft(shop.db, { addresses });
  const click = { requestId: id, version: 1, onlyValid: false };
  assert.deepEqual(await confirmRequest(shop, alex, click), { kind: 'confirmed' });
  const [approval] = await approvalsOf(shop.db, id);
  return { id, approvalId: approval?.id ?? 0 };
}

const ballot = (approvalId: number, approve: Ballot['approve']): Ballot => ({
  approvalId,
  version: 1,
  approve,
  reason: approve === 'all' ? undefined : 'We do not know them',
});

test('two confirms at once make one request with one approval', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop);
  for (let round = 0; round < 20; round += 1) {
    const id = await makeDraft(shop.db, { addresses });
    const click = { requestId: id, version: 1, onlyValid: false };
    const outcomes = await Promise.all([
      confirmRequest(shop, alex, click),
      confirmRequest(shop, alex, click),
    ]);
    assert.deepEqual(outcomes.map(({ kind }) => kind).toSorted(), ['confirmed', 'moved on']);
    assert.equal((await approvalsOf(shop.db, id)).length, 1);
    assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['awaiting approval']));
  }
});

test('when two owners decide at once, a hundred times, one decides and the other learns the decision', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop);
  for (let round = 0; round < 100; round += 1) {
    const { id, approvalId } = await asked(shop);
    const outcomes = await Promise.all([
      castVote(shop, owner('olga'), ballot(approvalId, 'all')),
      castVote(shop, owner('omar'), ballot(approvalId, 'none')),
    ]);
    const kinds = outcomes.map(({ kind }) => kind);
    assert.deepEqual(kinds.toSorted(), ['counted', 'decided already']);
    const said = kinds[0] === 'counted' ? 'approved' : 'rejected';
    assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set([said]));
  }
});

test('two approvals at once both count', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop, 2);
  for (let round = 0; round < 20; round += 1) {
    const { id, approvalId } = await asked(shop);
    const outcomes = await Promise.all(
      ['olga', 'omar'].map((name) => castVote(shop, owner(name), ballot(approvalId, 'all'))),
    );
    assert.deepEqual(outcomes, [{ kind: 'counted' }, { kind: 'counted' }]);
    assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['approved']));
  }
});

test('one owner who clicks twice at once has one vote', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop, 2);
  const { id, approvalId } = await asked(shop);
  const clicks = Array.from({ length: 10 }, () =>
    castVote(shop, owner('olga'), ballot(approvalId, 'all')),
  );
  const kinds = (await Promise.all(clicks)).map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === 'counted').length, 1);
  assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['awaiting approval']));
});

test('an approval and a cancel at once leave one outcome and no deadlock', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop);
  for (let round = 0; round < 50; round += 1) {
    const { id, approvalId } = await asked(shop);
    await Promise.all([
      castVote(shop, owner('olga'), ballot(approvalId, 'all')),
      cancelRequest(shop, alex, id),
    ]);
    assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['cancelled']));
    assert.equal((await readRequest(shop.db, id))?.state, 'done');
    const [approval] = await approvalsOf(shop.db, id);
    assert.ok(approval?.state === 'decided' || approval?.state === 'withdrawn');
  }
});

test('a request is done when the owners have rejected all rows', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop);
  const { id, approvalId } = await asked(shop);
  await castVote(shop, owner('olga'), ballot(approvalId, 'none'));
  assert.equal((await readRequest(shop.db, id))?.state, 'done');
});

test('a ballot approves the rows that it names and rejects the others', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop);
  const { id, approvalId } = await asked(shop);
  const { rows } = await sql<{ id: number }>`
    select id from invitation where request_id = ${id} and row <> 2`.execute(shop.db);
  const named = rows.map((row) => row.id);
  await castVote(shop, owner('olga'), ballot(approvalId, named));
  assert.deepEqual(await statesIn(shop.db, id), ['approved', 'rejected', 'approved']);
});

test('only owners decide, and never on their own request', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop);
  const { approvalId } = await asked(shop);
  const own = await castVote(shop, owner(alex.personId), ballot(approvalId, 'all'));
  const stranger = { ...owner('stranger'), rights: { member: true, owns: () => false } };
  const strange = await castVote(shop, stranger, ballot(approvalId, 'all'));
  const foreign = { ...owner('olga'), tenantId: 'another' };
  const far = await castVote(shop, foreign, ballot(approvalId, 'all'));
  assert.deepEqual([own.kind, strange.kind, far.kind], ['own request', 'not owner', 'not found']);
});

test('a stand-in gives the vote of the owner once, until the time is over, and the owner has no second one', async (t) => {
  const shop = await openWorkshop(t, server);
  await askAll(shop, 2);
  const [olga, omar] = ['olga', 'omar'].map((name) => ({ tenantId, personId: name, name }));
  assert.ok(olga && omar);
  const tomorrow = new Date(shop.clock.now().getTime() + 86_400_000);
  const named = { personId: 'sam', name: 'Sam', lastDay: '2026-03-02', endsAt: tomorrow };
  const telling = { ...shop, announcer: { reachPerson: async () => undefined } };
  const { approvalId } = await asked(shop);
  for (const who of [olga, omar, omar]) await nameStandIn(telling, who, named, ['atlas']);
  const ofOwners = { member: true, owns: () => true };
  const standsFor = [olga, omar].map(({ personId }) => ({ personId, rights: ofOwners }));
  const outsider = { member: true, owns: () => false };
  const sam = { tenantId, personId: 'sam', name: 'Sam', rights: outsider, standsFor };
  const outcome = async (who: Parameters<typeof castVote>[1], id = approvalId) =>
    (await castVote(shop, who, ballot(id, 'all'))).kind;
  const gone = { ...sam, rights: { ...outsider, member: false } };
  assert.equal(await outcome(gone), 'not owner');
  assert.equal(await outcome({ ...sam, personId: 'zoe' }), 'not owner');
  assert.equal(await outcome(sam), 'counted');
  assert.equal(await outcome(sam), 'decided already', 'one person, one vote');
  assert.equal(await outcome(owner('olga')), 'decided already', 'one owner, one vote');
  const [given] = await votesOn(shop.db, approvalId);
  assert.deepEqual([given?.ownerId, given?.castBy], ['olga', 'sam']);
  assert.equal(await outcome(owner('omar')), 'counted');

  const asksHimself = { tenantId, personId: alex.personId, name: 'Alex' };
  await nameStandIn(telling, asksHimself, named, ['atlas']);
  const { approvalId: next } = await asked(shop);
  const forAlex = [{ personId: alex.personId, rights: ofOwners }];
  assert.equal(await outcome({ ...sam, standsFor: forAlex }, next), 'own request');
  assert.equal(await dropStandIn(shop, omar), true);
  assert.equal(await dropStandIn(shop, omar), false);
  shop.clock.set(86_400_000);
  assert.equal(await outcome(sam, next), 'not owner');
});
