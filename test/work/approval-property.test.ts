import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { approvalsOf, votesOn } from '../../src/store/approvals/approvals.ts';
import { invitationsOf } from '../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../src/store/projects.ts';
import { readRequest } from '../../src/store/requests/requests.ts';
import { applyDeadlines } from '../../src/work/approval/apply-deadlines.ts';
import { castVote } from '../../src/work/approval/cast-vote.ts';
import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import { confirmRequest } from '../../src/work/request/confirm-request.ts';
import { allowedMoves } from '../guests/allowed-moves.ts';
import { makeDraft, makeProject, requesterId, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const server = await startDatabase();
const addresses = ['jane@fabrikam.com', 'joe@trusted.example', 'jim@litware.com'];
const owners = ['olga', 'omar', requesterId];
const further = 'fay';
const stranger = 'sam';
const hour = 3600_000;

const event = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('vote' as const),
      who: fc.constantFrom(...owners, further, stranger),
      rows: fc.constantFrom<'all' | 'none' | 'first'>('all', 'none', 'first'),
      version: fc.constantFrom(1, 1, 1, 2),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('wait' as const), hours: fc.nat(15) }) },
  { weight: 2, arbitrary: fc.constant({ what: 'deadlines' as const }) },
  { weight: 1, arbitrary: fc.constant({ what: 'cancel' as const }) },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

type Case = { shop: Workshop; requestId: number; approvalId: number; rowIds: readonly number[] };

async function open(shop: Workshop, approvers: number): Promise<Case> {
  const approval = {
    required: true,
    approvers,
    autoApproveDomains: ['trusted.example'],
    timeout: 'P1D',
    escalateAfter: 'PT10H',
    escalateTo: [further],
    requireReason: false,
  };
  await applyProjects(shop.db, [makeProject('atlas', { owners, approval })], shop.clock.now());
  const requestId = await makeDraft(shop.db, { addresses });
  const who = { tenantId, personId: requesterId, name: 'Alex' };
  await confirmRequest(shop, who, { requestId, version: 1, onlyValid: false });
  const [asked] = await approvalsOf(shop.db, requestId);
  assert.ok(asked);
  const rows = (await invitationsOf(shop.db, requestId)).filter((row) => row.approvalId !== null);
  return { shop, requestId, approvalId: asked.id, rowIds: rows.map(({ id }) => id) };
}

async function play({ shop, requestId, approvalId, rowIds }: Case, happens: Event): Promise<void> {
  switch (happens.what) {
    case 'vote': {
      const rights = { member: true, owns: () => owners.includes(happens.who) };
      const voter = { tenantId, personId: happens.who, name: happens.who, rights };
      const approve = happens.rows === 'first' ? rowIds.slice(0, 1) : happens.rows;
      const ballot = { approvalId, version: happens.version, approve, reason: 'because' };
      await castVote(shop, voter, ballot);
      return;
    }
    case 'wait':
      return shop.clock.advance(happens.hours * hour);
    case 'deadlines':
      return await applyDeadlines(shop);
    case 'cancel': {
      const rights = { operator: false };
      await cancelRequest(
        shop,
        { tenantId, personId: requesterId, name: 'Alex', rights },
        requestId,
      );
    }
  }
}

type Snapshot = { approval: string; rows: readonly string[] };

async function readCase({ shop, requestId, approvalId }: Case): Promise<Snapshot> {
  const [approval] = await approvalsOf(shop.db, requestId);
  assert.equal(approval?.id, approvalId, 'one approval, for ever');
  const rows = (await invitationsOf(shop.db, requestId)).map(({ state }) => state);
  return { approval: approval.state, rows };
}

function isAllowed(thing: 'approval' | 'invitation', from: string, to: string): boolean {
  const table: readonly string[] = allowedMoves[thing];
  return table.includes(`${from} ${to}`);
}

function assertMoved(before: Snapshot, now: Snapshot): void {
  const moved = (thing: 'approval' | 'invitation', from: string, to: string) =>
    assert.ok(from === to || isAllowed(thing, from, to), `${thing}: ${from} to ${to}`);
  moved('approval', before.approval, now.approval);
  for (const [index, state] of before.rows.entries()) {
    moved('invitation', state, now.rows[index] ?? 'gone');
  }
}
/**
 * Checks that a row passes only by enough owners other than the requester, and fails only by a no, a time-out or a
 * cancel.
 */
async function assertEarned({ shop, requestId, approvalId }: Case, approvers: number) {
  const [approval] = await approvalsOf(shop.db, requestId);
  const votes = await votesOn(shop.db, approvalId);
  const escalated = approval?.escalatedAt !== null;
  for (const { ownerId } of votes) {
    assert.ok(ownerId !== requesterId && ownerId !== stranger, `${ownerId} voted`);
    assert.ok(ownerId !== further || escalated, 'nobody votes before the escalation');
  }
  for (const row of await invitationsOf(shop.db, requestId)) {
    const on = votes.filter(({ invitationId }) => invitationId === row.id);
    const yes = on.filter((vote) => vote.yes).length;
    if (row.approvalId === null) assert.equal(row.address, 'joe@trusted.example');
    else if (row.state === 'approved') assert.ok(yes >= approvers && yes === on.length);
    else if (row.state === 'rejected') {
      assert.ok(yes < on.length || approval?.state === 'timed out');
    }
  }
}

test('in any order of events a row passes only by its owners, and every approval ends with one outcome', async (t) => {
  const shop = await openWorkshop(t, server);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(event, { maxLength: 14 }),
      async (approvers, events) => {
        const of = await open(shop, approvers);
        let before = await readCase(of);
        for (const happens of events) {
          await play(of, happens);
          const now = await readCase(of);
          assertMoved(before, now);
          await assertEarned(of, approvers);
          before = now;
        }
        await play(of, { what: 'wait', hours: 25 });
        await play(of, { what: 'deadlines' });
        const end = await readCase(of);
        assertMoved(before, end);
        assert.notEqual(end.approval, 'open');
        assert.ok(!end.rows.includes('awaiting approval'));
        const request = await readRequest(shop.db, of.requestId);
        const open_ = end.rows.some((state) => state === 'approved');
        assert.equal(request?.state, open_ ? 'confirmed' : 'done');
        const { rows: ends } = await sql<{ what: string }>`
          select what from history where approval_id = ${of.approvalId}
            and what in ('approval decided', 'approval timed out', 'approval withdrawn')`.execute(
          shop.db,
        );
        assert.equal(ends.length, 1, 'one end, told once');
      },
    ),
    { numRuns: 100 },
  );
});

test('a vote, a time-out and a cancel at once leave one outcome and no deadlock, a hundred times', async (t) => {
  const shop = await openWorkshop(t, server);
  for (let round = 0; round < 100; round += 1) {
    const of = await open(shop, 1);
    shop.clock.advance(24 * hour - (round % 3 === 0 ? 0 : 1000));
    await Promise.all([
      play(of, { what: 'vote', who: 'olga', rows: 'all', version: 1 }),
      play(of, { what: 'vote', who: 'omar', rows: 'none', version: 1 }),
      play(of, { what: 'deadlines' }),
      play(of, { what: 'deadlines' }),
      ...(round % 2 === 0 ? [play(of, { what: 'cancel' })] : []),
    ]);
    await assertEarned(of, 1);
    const { approval, rows } = await readCase(of);
    assert.notEqual(approval, 'open');
    assert.ok(!rows.includes('awaiting approval'));
    if (round % 3 === 0) assert.notEqual(approval, 'decided', 'the time was over');
  }
});

test("the project's rule from the time of the question decides, not a later one", async (t) => {
  const shop = await openWorkshop(t, server);
  const of = await open(shop, 2);
  const approval = { ...makeProject('atlas').approval, required: false };
  await applyProjects(shop.db, [makeProject('atlas', { owners, approval })], shop.clock.now());
  await play(of, { what: 'vote', who: 'olga', rows: 'all', version: 1 });
  assert.equal((await readCase(of)).approval, 'open');
  await play(of, { what: 'vote', who: 'omar', rows: 'all', version: 1 });
  assert.equal((await readCase(of)).approval, 'decided');
});
