import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { drawApproval } from '../../../bot/drawing/draw-approval.ts';
import { requestStory } from '../../../bot/naming/request-story.ts';
import type { ApprovalRule } from '../../../src/guests/project/project.ts';
import { readApproval } from '../../../src/store/approvals/approvals.ts';
import { approvalsToRemind } from '../../../src/store/approvals/reminders.ts';
import { wasAskedBefore } from '../../../src/store/approvals/stages.ts';
import { insteadOn, openApprovalsOf } from '../../../src/store/approvals/stand-ins.ts';
import { invitationsForApproval } from '../../../src/store/invitations/invitations.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { applyDeadlines } from '../../../src/work/approval/apply-deadlines.ts';
import { askOwners } from '../../../src/work/approval/ask-owners.ts';
import { nameStandIn } from '../../../src/work/approval/name-stand-in.ts';
import { applyRule, asksOwners, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { alex } from '../alex.ts';
import { place } from '../atlas-in-teams.ts';
import { hourMs, openStaged, stages, who } from './staged-approval.ts';

const server = await startDatabase();
const open = (t: TestContext) => openStaged(t, server);
type Staged = Awaited<ReturnType<typeof open>>;

const relist = ({ shop }: Staged, listed: ApprovalRule['stages']) => {
  const rule = { approval: asksOwners({ stages: listed }), owners: ['ines'] };
  return applyRule(shop.db, rule, shop.clock.now());
};
const nina = { approvers: 1, owners: ['nina'], timeout: 'P1D' };

test('where the file has another stage before them, the people whom the approval named decide', async (t) => {
  const staged = await open(t);
  const { shop, id, ask, vote, stage, waits } = staged;
  await relist(staged, [nina, ...stages]);
  assert.deepEqual(await Promise.all(['nina', 'olga', 'omar', 'ines'].map(waits)), [0, 1, 0, 0]);
  for (const name of ['nina', 'omar', 'ines']) assert.equal(await vote(name, 1), 'not owner');
  assert.equal(await vote('olga', 1), 'counted');
  assert.equal(await stage(), 2);
  await ask();
  assert.deepEqual(await Promise.all(['nina', 'olga', 'omar', 'otto'].map(waits)), [0, 0, 1, 1]);
  assert.equal(await vote('olga', 2), 'not owner');
  assert.equal(await vote('omar', 2), 'counted');
  assert.equal(await vote('otto', 2), 'counted');
  assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['approved']));
});

test('where the file names other people for a stage that is there, they decide', async (t) => {
  const staged = await open(t);
  await relist(staged, [nina, ...stages.slice(1)]);
  assert.deepEqual(await Promise.all(['nina', 'olga'].map(staged.waits)), [1, 0]);
  assert.equal(await staged.vote('olga', 1), 'not owner');
  assert.equal(await staged.vote('nina', 1), 'counted');
});

test('a stand-in decides where the file has other stages than the open approval', async (t) => {
  const staged = await open(t);
  const { shop, approvalId, announcer, ask, waits } = staged;
  await relist(staged, [nina, ...stages]);
  await place(shop, 'person', 'sam');
  const endsAt = new Date(shop.clock.now().getTime() + 240 * hourMs);
  const named = { personId: 'sam', name: 'Sam', lastDay: '2026-03-12', endsAt };
  const key = (await readApproval(shop.db, approvalId))?.decidersKey ?? '';
  await nameStandIn({ ...shop, announcer }, who('olga'), named, [key]);
  const olga = { tenantId, personId: 'olga', owned: [key] };
  assert.deepEqual(await openApprovalsOf(shop.db, olga), [approvalId]);
  await ask();
  assert.equal(await waits('sam'), 1);
});

test('the next stage reads, counts and decides only the rows that the stage before let pass', async (t) => {
  const { shop, approvalId, ask, vote, card, viewer } = await open(t);
  const [, joe] = await invitationsForApproval(shop.db, approvalId);
  assert.equal(await vote('olga', 1, [joe?.id ?? 0]), 'counted');
  await ask();
  const omar = await card('omar');
  assert.match(omar, /rejected already/);
  assert.match(omar, /1 from fabrikam\.com/);
  assert.doesNotMatch(omar, /Input\.ChoiceSet|Approve all 2/);
  const shared = await drawApproval(shop.db, approvalId, {
    ...viewer(),
    as: 'channel',
    ownersInTeams: [],
  });
  assert.match(JSON.stringify(shared?.card.card), /1 from fabrikam\.com/);
});

test('only people whom the bot asked in an earlier stage read how the approval stands', async (t) => {
  const { shop, approvalId, vote, ask } = await open(t);
  const before = async (personId: string) => {
    const approval = await readApproval(shop.db, approvalId);
    return approval && (await wasAskedBefore(shop.db, approval, personId));
  };
  assert.equal(await before('olga'), false, 'asked in this stage: who lost the right is refused');
  assert.equal(await vote('both', 1), 'counted');
  await ask();
  assert.deepEqual(await Promise.all(['olga', 'both', 'omar'].map(before)), [true, true, false]);
});

const heard = async ({ shop }: Staged, personId: string) => {
  const { rows } = await sql<{ code: string; values: Record<string, unknown> }>`
    select reason->>'code' as code, reason->'values' as values from news
    where person_id = ${personId} order by id`.execute(shop.db);
  return rows;
};

test('the requester hears each decision of somebody who votes in two stages, and reads its own comment', async (t) => {
  const staged = await open(t);
  const { shop, id, approvalId, ask, vote, rights } = staged;
  const [, joe] = await invitationsForApproval(shop.db, approvalId);
  assert.equal(await vote('both', 1, [joe?.id ?? 0], 'Not Jane'), 'counted');
  await ask();
  assert.equal(await vote('both', 2, 'none', 'Not Joe'), 'counted');
  const told = (await heard(staged, alex.personId)).filter(({ code }) => /^owner/.test(code));
  assert.deepEqual(
    told.map(({ values }) => values.reason),
    ['Not Jane', 'Not Joe'],
  );
  const request = await readRequest(shop.db, id);
  assert.ok(request);
  const story = await requestStory({ ...shop, ...rights }, request, new Set(['atlas']));
  assert.deepEqual(
    story.flatMap((event) => (event.what === 'voted' ? [event.reason] : [])),
    ['Not Jane', 'Not Joe'],
  );
});

test('a time-out in the second stage is told to its people alone, and the requester reads which stage', async (t) => {
  const staged = await open(t);
  const { shop, ask, vote } = staged;
  assert.equal(await vote('olga', 1), 'counted');
  await ask();
  shop.clock.set(49 * hourMs);
  await applyDeadlines(shop);
  const codes = async (name: string) => (await heard(staged, name)).map(({ code }) => code);
  assert.deepEqual(await codes('olga'), []);
  assert.deepEqual(await codes('omar'), ['stage not decided']);
  assert.deepEqual((await codes(alex.personId)).slice(0, 2), [
    'next stage asked',
    'stage not decided',
  ]);
});

test('a slow question of the first stage asks nobody once the second has begun', async (t) => {
  const { shop, approvalId, announcer, vote, asking } = await open(t);
  await place(shop, 'person', 'sam');
  const endsAt = new Date(shop.clock.now().getTime() + 240 * hourMs);
  const named = { personId: 'sam', name: 'Sam', lastDay: '2026-03-12', endsAt };
  await nameStandIn({ ...shop, announcer }, who('olga'), named, []);
  const reachPerson: typeof announcer.reachPerson = async (tenant, personId, teamId) => {
    if (personId === 'sam') assert.equal(await vote('both', 1), 'counted');
    return await announcer.reachPerson(tenant, personId, teamId);
  };
  await askOwners({ ...asking, announcer: { ...announcer, reachPerson } }, approvalId);
  const { rows } = await sql`
    select from shown_card c join place p on p.id = c.place_id where c.kind = 'approval' and p.key = 'sam'`.execute(
    shop.db,
  );
  assert.equal(rows.length, 0);
  assert.deepEqual(await insteadOn(shop.db, approvalId), []);
});

test('an owner who looks at the card before the bot asks the second stage is still asked at the end of the chat', async (t) => {
  const { shop, approvalId, ask, vote, viewer } = await open(t);
  assert.equal(await vote('olga', 1), 'counted');
  const seen = async (personId: string, askedIn: number) => {
    const as = { as: 'owner', personId, list: 'all', askedIn } as const;
    return JSON.stringify(
      (await drawApproval(shop.db, approvalId, { ...viewer(), ...as }))?.card.card,
    );
  };
  assert.match(await seen('both', 2), /"approval\.approve"/);
  assert.doesNotMatch(await seen('olga', 1), /"approval\.approve"/);
  await sql`update shown_card set message_id = 'there'`.execute(shop.db);
  await ask();
  const { rows } = await sql`
    select from shown_card c join place p on p.id = c.place_id where c.kind = 'approval' and p.key = 'both'`.execute(
    shop.db,
  );
  assert.equal(rows.length, 2);
});

test('the bot looks in the second stage whether to remind its people, and nobody of the first', async (t) => {
  const { shop, ask, vote } = await open(t);
  assert.equal(await vote('both', 1), 'counted');
  await ask();
  const [due] = await approvalsToRemind(shop.db, shop.clock.now(), 9);
  assert.deepEqual(
    new Set(due?.people.map(({ personId }) => personId)),
    new Set(['both', 'omar', 'otto']),
  );
});
