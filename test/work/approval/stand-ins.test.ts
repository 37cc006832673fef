import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { drawApproval } from '../../../bot/drawing/draw-approval.ts';
import type { Project } from '../../../src/guests/project/project.ts';
import { approvalsOf, votesOn } from '../../../src/store/approvals/approvals.ts';
import { insertReassignment } from '../../../src/store/approvals/reassignments.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { askOwners } from '../../../src/work/approval/ask-owners.ts';
import { castVote } from '../../../src/work/approval/cast-vote.ts';
import { nameStandIn } from '../../../src/work/approval/name-stand-in.ts';
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
  return { shop, approvalId, sam, vote, card, olga, omar, otto };
}

test('who stands in for two owners decides for the one who has not decided', async (t) => {
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

test('who has become an owner has a card and a vote of their own', async (t) => {
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
