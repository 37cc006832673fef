import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Person } from '../../src/graph/people/read-person.ts';
import { clearRights } from '../../src/store/approvals/rights-due.ts';
import { applyProjects } from '../../src/store/projects.ts';
import { lapseDrafts } from '../../src/store/requests/move-requests.ts';
import { castVote } from '../../src/work/approval/cast-vote.ts';
import { startInvitations } from '../../src/work/engine/start-invitations.ts';
import { endFinished } from '../../src/work/ledger/end-finished.ts';
import { checkGuest } from '../../src/work/redemption/check-guest.ts';
import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import { confirmRequest } from '../../src/work/request/confirm-request.ts';
import { retryRequest } from '../../src/work/request/retry-request.ts';
import { allowedMoves } from '../guests/allowed-moves.ts';
import { makeDraft, makeProject, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { alex } from './alex.ts';
import { answerSteps, type Outcome, outcomes } from './answer-steps.ts';
import { noteMoves } from './note-moves.ts';
import { checkDeps, openWorkshop, type Workshop } from './workshop.ts';

const server = await startDatabase();
const owner = { ...alex.rights, owns: () => true };
const olga = { ...alex, personId: 'olga', name: 'Olga', rights: owner };
const addresses = ['jane@fabrikam.com', 'joe@fabrikam.com'];
const one = { groups: ['c0000000-0000-4000-8000-000000000001'], apps: [], licences: [] };
const nothing = { groups: [], apps: [], licences: [] };

const kinds = ['plain', 'without access', 'of atlas'] as const;
const event = fc.oneof(
  fc.record({ what: fc.constant('draft'), kind: fc.constantFrom(...kinds) }),
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('ask'), kind: fc.constantFrom(...kinds) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom('confirm', 'approve', 'reject', 'cancel', 'retry'),
      which: fc.nat(9),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ what: 'start' }) },
  fc.record({ what: fc.constantFrom('end', 'lapse', 'accept') }),
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('work'),
      count: fc.nat(3),
      outcome: fc.constantFrom(...outcomes),
    }),
  },
);
type Event = {
  what: string;
  kind?: (typeof kinds)[number];
  which?: number;
  count?: number;
  outcome?: Outcome;
};

async function play(shop: Workshop, requests: number[], event: Event): Promise<void> {
  const now = shop.clock.now();
  const id = requests[(event.which ?? 0) % Math.max(1, requests.length)] ?? 0;
  switch (event.what) {
    case 'draft':
      requests.push(await draft(shop, event.kind ?? 'plain'));
      return;
    case 'ask': {
      const asked = await draft(shop, event.kind ?? 'plain');
      requests.push(asked);
      await confirmRequest(shop, alex, { requestId: asked, version: 1, onlyValid: false });
      return;
    }
    case 'confirm':
      await confirmRequest(shop, alex, { requestId: id, version: 1, onlyValid: false });
      return;
    case 'approve':
    case 'reject':
      return await vote(shop, id, event.what);
    case 'cancel':
      await cancelRequest(shop, alex, id);
      return;
    case 'retry':
      await retryRequest(shop, alex, id);
      return;
    case 'start':
      await startInvitations(shop.db, 100, now);
      return;
    case 'end':
      return await endFinished(shop);
    case 'lapse':
      await lapseDrafts(shop.db, now, now);
      return;
    case 'accept':
      return await acceptAll(shop);
    case 'work':
      return await answerSteps(shop, event.count ?? 0, event.outcome ?? 'done');
  }
}

async function draft(shop: Workshop, kind: (typeof kinds)[number]): Promise<number> {
  return await makeDraft(shop.db, {
    addresses,
    projectKey: kind === 'of atlas' ? 'atlas' : 'borealis',
    access: kind === 'without access' ? nothing : one,
    at: shop.clock.now(),
  });
}

async function vote(shop: Workshop, requestId: number, word: 'approve' | 'reject'): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from approval where request_id = ${requestId}`.execute(shop.db);
  const approve = word === 'approve' ? 'all' : 'none';
  for (const { id } of rows) {
    await castVote(shop, olga, { approvalId: id, version: 1, approve, reason: 'Because' });
  }
  // The requester still has the right, which `startRequesterChecks` would read.
  await clearRights(shop.db, requestId);
}

async function acceptAll(shop: Workshop): Promise<void> {
  const { rows } = await sql<{ objectId: string }>`
    select object_id from guest where object_id is not null`.execute(shop.db);
  for (const { objectId } of rows) {
    const person: Person = {
      objectId,
      userType: 'Guest',
      accountEnabled: true,
      deleted: false,
      externalUserState: 'Accepted',
      creationType: 'Invitation',
    };
    await checkGuest({ ...checkDeps(shop), readPerson: async () => person }, tenantId, objectId);
  }
}

/** Finishes all work that has begun. */
async function workItOff(shop: Workshop): Promise<void> {
  await startInvitations(shop.db, 1000, shop.clock.now());
  for (let turn = 0; turn < 4; turn += 1) {
    shop.clock.advance(3600_000);
    await answerSteps(shop, 1000, 'done');
  }
  await endFinished(shop);
}

test('in any order of events states move as the design allows, and all work ends', async (t) => {
  const shop = await openWorkshop(t, server);
  const approval = { ...makeProject('atlas').approval, required: true };
  const projects = [makeProject('atlas', { approval }), makeProject('borealis')];
  await applyProjects(shop.db, projects, shop.clock.now());
  await noteMoves(shop.db);
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 10, maxLength: 40, size: 'max' }),
      async (events) => {
        const requests: number[] = [];
        for (const each of events) await play(shop, requests, each);
        await workItOff(shop);
        const { rows: moves } = await sql<{ thing: keyof typeof allowedMoves; move: string }>`
        select distinct thing, "from" || ' ' || "to" as move from moved`.execute(shop.db);
        for (const { thing, move } of moves) {
          const allowed: readonly string[] = allowedMoves[thing];
          assert.ok(allowed.includes(move), `${thing}: ${move}`);
        }
        const { rows: stuck } = await sql`
        select i.id, i.state from invitation i where state in ('approved', 'working')`.execute(
          shop.db,
        );
        assert.deepEqual(stuck, []);
        const { rows: open } = await sql`
        select r.id from request r where state = 'confirmed' and not exists (
          select from invitation i where i.request_id = r.id and i.state = 'awaiting approval')`.execute(
          shop.db,
        );
        assert.deepEqual(open, []);
        await sql`update guest set address = 'gone ' || id where address not like 'gone %'`.execute(
          shop.db,
        );
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 40) },
  );
});
