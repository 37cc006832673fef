import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { drawApproval } from '../../../bot/drawing/draw-approval.ts';
import type { Project } from '../../../src/guests/project/project.ts';
import { approvalsOf, readApproval, votesOn } from '../../../src/store/approvals/approvals.ts';
import { insertReassignment } from '../../../src/store/approvals/reassignments.ts';
import type { Db } from '../../../src/store/database.ts';
import { applyProjects, readProject } from '../../../src/store/projects.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { askOwners } from '../../../src/work/approval/ask-owners.ts';
import { castVote } from '../../../src/work/approval/cast-vote.ts';
import { nameStandIn } from '../../../src/work/approval/name-stand-in.ts';
import { reassignApproval } from '../../../src/work/approval/reassign-approval.ts';
import { returnApprovals } from '../../../src/work/approval/return-approvals.ts';
import { standInsToAsk } from '../../../src/work/approval/stand-ins-to-ask.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { makeDraft, makeProject, requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { place, placesOf } from '../atlas-in-teams.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const alex = { tenantId, personId: requesterId, name: 'Alex', rights: { operator: false } };
const [olga, omar, otto] = ['Olga', 'Omar', 'Otto'].map((name) => ({
  tenantId,
  personId: name.toLowerCase(),
  name,
  rights: { member: true, owns: () => true },
}));
const deciders = ['olga', 'omar', 'otto'];
const rightsOf = (owns: boolean) => ({ member: true, owns: () => owns });

/** A question to three owners, two of whom Sam stands in for. */
async function open(t: TestContext, approvers = 2) {
  assert.ok(olga && omar && otto);
  const shop = await openWorkshop(t, server);
  const approval: Project['approval'] = {
    ...makeProject('atlas').approval,
    required: true,
    approvers,
  };
  const owners = [olga, omar, otto].map(({ personId }) => personId);
  await applyProjects(shop.db, [makeProject('atlas', { approval, owners })], shop.clock.now());
  for (const key of [...owners, 'sam', requesterId]) await place(shop, 'person', key);
  const requestId = await makeDraft(shop.db, { addresses: ['jane@fabrikam.com'] });
  await confirmRequest(shop, alex, { requestId, version: 1, onlyValid: false });
  const [{ id: approvalId } = { id: 0 }] = await approvalsOf(shop.db, requestId);
  const announcer = placesOf(shop);
  const asking = { ...shop, announcer, operatorsGroup: undefined, peopleIn: async () => [] };
  const endsAt = new Date(shop.clock.now().getTime() + 9 * 86_400_000);
  const named = { personId: 'sam', name: 'Sam', lastDay: '2026-03-10', endsAt };
  for (const who of [olga, omar]) await nameStandIn({ ...shop, announcer }, who, named, ['atlas']);
  await askOwners(asking, approvalId);
  const standsFor = [olga, omar].map(({ personId, rights }) => ({ personId, rights }));
  const sam = { tenantId, personId: 'sam', name: 'Sam', rights: rightsOf(false), standsFor };
  const vote = async (who: Parameters<typeof castVote>[1]) =>
    (await castVote(shop, who, { approvalId, version: 1, approve: 'all', reason: undefined })).kind;
  const card = async (personId: string) => {
    const viewer = { language: 'en', timeZone: 'UTC', now: shop.clock.now() } as const;
    const drawn = await drawApproval(shop.db, approvalId, {
      ...viewer,
      as: 'owner',
      personId,
      list: 'first',
    });
    return JSON.stringify(drawn?.card.card);
  };
  return { shop, approvalId, asking, announcer, sam, vote, card, olga, omar, otto };
}

test('a stand-in for two owners decides for the one who has not decided', async (t) => {
  for (const first of ['olga', 'omar'] as const) {
    const found = await open(t);
    const other = first === 'olga' ? found.omar : found.olga;
    assert.match(await found.card('sam'), /You decide for Olga/);
    assert.equal(await found.vote(found[first]), 'counted');
    const card = await found.card('sam');
    assert.match(card, new RegExp(`You decide for ${other.name}`));
    assert.match(card, /approval\.approve/);
    assert.equal(await found.vote(found.sam), 'counted');
  }
});

test('the card of a stand-in says when all of their owners have decided', async (t) => {
  const { vote, card, sam, olga, omar } = await open(t, 3);
  for (const who of [olga, omar]) assert.equal(await vote(who), 'counted');
  const decided = await card('sam');
  assert.match(decided, /has decided/);
  assert.doesNotMatch(decided, /"approval\.approve"/);
  assert.equal(await vote(sam), 'decided already');
});

test('a stand-in who has become an owner has a card and a vote of their own', async (t) => {
  const { vote, card, sam, shop, approvalId } = await open(t);
  assert.equal(await vote({ ...sam, rights: rightsOf(true), standsFor: [] }), 'counted');
  assert.doesNotMatch(await card('sam'), /You decide for/);
  const [given] = await votesOn(shop.db, approvalId);
  assert.deepEqual([given?.ownerId, given?.castBy], ['sam', null]);
});

test('nobody decides for an owner who has handed the approval on', async (t) => {
  const { shop, approvalId, vote, card, sam } = await open(t);
  const move = { fromId: 'olga', fromName: 'Olga', toId: 'otto', toName: 'Otto' };
  await insertReassignment(shop.db, { approvalId, ...move }, shop.clock.now());
  assert.match(await card('sam'), /You decide for Omar/);
  const second = { fromId: 'omar', fromName: 'Omar', toId: 'otto', toName: 'Otto' };
  await insertReassignment(shop.db, { approvalId, ...second }, shop.clock.now());
  const handed = await card('sam');
  assert.match(handed, /Olga, who handed this to another owner/);
  assert.doesNotMatch(handed, /"approval\.approve"/);
  assert.equal(await vote(sam), 'not owner');
});

test('a hand-over and its return reach the stand-in of the other owner, once each', async (t) => {
  const { shop, approvalId, asking, olga } = await open(t);
  const posted = "update shown_card set message_id = 'm' || id, shown = wanted";
  const copies = async (key: string) => {
    await sql.raw(posted).execute(shop.db);
    const { rows } = await sql`
      select from shown_card c join place p on p.id = c.place_id
      where c.kind = 'approval' and p.key = ${key}`.execute(shop.db);
    return rows.length;
  };
  assert.equal(await copies('sam'), 1);
  const question = await questionOf(shop.db, approvalId);
  const reassigning = { ...asking, findByIds: shop.directory.findByIds, loopback: true };
  const wish = { from: olga, to: { personId: 'omar', name: 'Omar' }, version: 1, deciders };
  for (const outcome of ['passed on', 'passed on'])
    assert.equal(await reassignApproval(reassigning, question, wish), outcome);
  assert.deepEqual([await copies('omar'), await copies('sam')], [2, 2]);
  await returnApprovals(shop, 'omar');
  await returnApprovals(shop, 'omar');
  assert.deepEqual([await copies('olga'), await copies('sam')], [2, 3]);
});

test('a hand-over passes over stand-ins who made the request or decide in their own right', async (t) => {
  const { shop, approvalId, asking, announcer, olga, otto } = await open(t);
  const question = await questionOf(shop.db, approvalId);
  const endsAt = new Date(shop.clock.now().getTime() + 86_400_000);
  for (const personId of [requesterId, 'omar']) {
    const named = { personId, name: personId, lastDay: '2026-03-02', endsAt };
    await nameStandIn({ ...shop, announcer }, otto, named, []);
    const found = await standInsToAsk(shop, question, { people: ['otto'], deciders });
    assert.deepEqual(found, [], personId);
  }
  const reassigning = { ...asking, findByIds: shop.directory.findByIds, loopback: true };
  const wish = { from: olga, to: { personId: 'otto', name: 'Otto' }, version: 1, deciders };
  assert.equal(await reassignApproval(reassigning, question, wish), 'passed on');
});

async function questionOf(db: Db, approvalId: number) {
  const approval = await readApproval(db, approvalId);
  const request = approval && (await readRequest(db, approval.requestId));
  const project = approval && (await readProject(db, approval.projectKey));
  assert.ok(approval && request && project);
  return { approval, request, project };
}
