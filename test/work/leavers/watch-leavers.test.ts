import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Project } from '../../../src/guests/project/project.ts';
import { approvalsOf, readApproval } from '../../../src/store/approvals/approvals.ts';
import { standInOf } from '../../../src/store/approvals/stand-ins.ts';
import { waitingApprovals } from '../../../src/store/approvals/waiting-approvals.ts';
import { historyOf } from '../../../src/store/history.ts';
import { applyProjects, readProject } from '../../../src/store/projects.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { noteLeaver, withoutLeavers } from '../../../src/store/telling/leavers.ts';
import { insertNews } from '../../../src/store/telling/news.ts';
import { askOwners } from '../../../src/work/approval/ask-owners.ts';
import { nameStandIn } from '../../../src/work/approval/name-stand-in.ts';
import { readCandidates, reassignApproval } from '../../../src/work/approval/reassign-approval.ts';
import { watchLeavers } from '../../../src/work/leavers/watch-leavers.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { tellNews } from '../../../src/work/telling/tell-news.ts';
import { makeDraft, makeProject, requesterId, start, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { place, placesOf } from '../atlas-in-teams.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const person = (n: number) => `a0000000-0000-4000-8000-00000000000${n}`;
const [owner, other, further, operator] = [person(2), person(3), person(4), person(5)];
const alex = { tenantId, personId: requesterId, name: 'Alex', rights: { operator: false } };
const dayMs = 86_400_000;

/** A question to the two owners of Atlas. Graph does not have those in `gone`. */
async function open(t: TestContext, approval: Partial<Project['approval']> = {}) {
  const shop = await openWorkshop(t, server);
  const rule = { ...makeProject('atlas').approval, required: true, ...approval };
  const atlas = makeProject('atlas', { approval: rule, owners: [owner, other] });
  await applyProjects(shop.db, [atlas, makeProject('beacon', { owners: [further] })], start);
  const people = [owner, other, further, operator, requesterId];
  for (const each of people) await place(shop, 'person', each);
  const requestId = await makeDraft(shop.db, { addresses: ['p@fabrikam.com'] });
  await confirmRequest(shop, alex, { requestId, version: 1, onlyValid: false });
  const gone = new Set<string>();
  const reads: string[] = [];
  for (const objectId of people) {
    shop.directory.put(`${objectId}@contoso.com`, { objectId, userType: 'Member' });
  }
  const deps = {
    ...shop,
    announcer: placesOf(shop),
    operatorsGroup: 'operators',
    peopleIn: async () => [operator],
    digestWindowMs: 0,
    loopback: false,
    async readPerson(objectId: string) {
      reads.push(objectId);
      return gone.has(objectId) ? undefined : await shop.directory.readPerson(objectId);
    },
  };
  const [{ id: approvalId } = { id: 0 }] = await approvalsOf(shop.db, requestId);
  return { shop, deps, requestId, approvalId, gone, reads };
}

type Said = { code: string; values: Record<string, unknown> };
type Notice = { key: string; detail: { reason?: Said; listed?: Said[] } };

async function notices({ db }: Workshop): Promise<Notice[]> {
  const { rows } = await sql<Notice>`
    select p.key, c.detail from shown_card c join place p on p.id = c.place_id
    where c.kind = 'notice' order by c.id`.execute(db);
  return rows;
}

async function asked({ db }: Workshop): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select p.key from shown_card c join place p on p.id = c.place_id
    where c.kind = 'approval' order by p.key`.execute(db);
  return rows.map(({ key }) => key);
}

test('the other owners are asked instead of one who is gone, and the operators hear of it once', async (t) => {
  const { shop, deps, approvalId, gone } = await open(t);
  gone.add(owner);
  await Promise.all([watchLeavers(deps), watchLeavers(deps)]);
  await watchLeavers(deps);
  const [told, ...more] = await notices(shop);
  assert.deepEqual(more, []);
  assert.equal(told?.key, operator);
  assert.equal(told?.detail.reason?.code, 'person left');
  assert.equal(told?.detail.reason?.values.approvals, 1);
  await askOwners(deps, approvalId);
  assert.deepEqual(await asked(shop), [other]);
});

test('an approval comes back to the owner who handed it to somebody who is gone', async (t) => {
  const { shop, deps, approvalId, gone } = await open(t);
  await askOwners(deps, approvalId);
  const reassigning = { ...deps, findByIds: shop.directory.findByIds };
  const approval = await readApproval(shop.db, approvalId);
  const request = approval && (await readRequest(shop.db, approval.requestId));
  const project = approval && (await readProject(shop.db, approval.projectKey));
  assert.ok(approval && request && project);
  const question = { approval, request, project };
  const { candidates, deciders } = await readCandidates(reassigning, question, owner);
  const [to] = candidates;
  assert.ok(to?.personId === other && candidates.length === 1);
  const wish = { from: { tenantId, personId: owner, name: 'Megan' }, to, version: 1, deciders };
  for (const outcome of ['passed on', 'passed on'])
    assert.equal(await reassignApproval(reassigning, question, wish), outcome);
  const waits = async (personId: string) => {
    const decider = { tenantId, personId, owned: ['atlas'], standsFor: [] };
    const part = { offset: 0, limit: 9 };
    return (await waitingApprovals(shop.db, decider, part, shop.clock.now())).length;
  };
  assert.deepEqual([await waits(owner), await waits(other)], [0, 1]);
  const events = async () =>
    (await historyOf(shop.db, request.id))
      .map(({ what }) => what)
      .filter((what) => /reassigned|returned/.test(what));
  assert.deepEqual(await events(), ['approval reassigned']);
  gone.add(other);
  await watchLeavers(deps);
  await watchLeavers(deps);
  assert.deepEqual([await waits(owner), await waits(other)], [1, 1]);
  assert.deepEqual(await events(), ['approval reassigned', 'approval returned']);
  assert.deepEqual((await readCandidates(reassigning, question, owner)).candidates, []);
});

test('the time of a stand-in who is gone is over', async (t) => {
  const { shop, deps, gone } = await open(t);
  const endsAt = new Date(start.getTime() + 9 * dayMs);
  const named = { personId: further, name: 'Fay', lastDay: '2026-03-10', endsAt };
  const who = { tenantId, personId: owner, name: 'Megan' };
  await nameStandIn({ ...shop, announcer: placesOf(shop) }, who, named, ['atlas']);
  await watchLeavers(deps);
  assert.ok(await standInOf(shop.db, who, shop.clock.now()));
  gone.add(further);
  shop.clock.set(dayMs);
  await watchLeavers(deps);
  assert.equal(await standInOf(shop.db, who, shop.clock.now()), undefined);
});

test('where too few owners are left the bot at once asks the people whom the rule names', async (t) => {
  const { shop, deps, approvalId, gone } = await open(t, { approvers: 2, escalateTo: [further] });
  gone.add(owner);
  await watchLeavers(deps);
  await askOwners(deps, approvalId);
  assert.deepEqual(await asked(shop), [other, further]);
});

test('the bot looks once a day, and a person who is back counts again', async (t) => {
  const { shop, deps, gone, reads } = await open(t);
  gone.add(owner);
  await watchLeavers(deps);
  assert.deepEqual(await withoutLeavers(shop.db, tenantId, [owner, other]), [other]);
  const first = reads.length;
  gone.clear();
  shop.clock.set(dayMs / 2);
  await watchLeavers(deps);
  assert.equal(reads.length, first);
  shop.clock.set(dayMs / 2);
  await watchLeavers(deps);
  assert.deepEqual(await withoutLeavers(shop.db, tenantId, [owner, other]), [owner, other]);
});

test('somebody who was found gone at a click is handed over without the daily look', async (t) => {
  const { shop, deps } = await open(t);
  await watchLeavers(deps);
  assert.deepEqual(await notices(shop), []);
  await noteLeaver(shop.db, { tenantId, personId: owner.toUpperCase() }, shop.clock.now());
  await watchLeavers(deps);
  assert.equal((await notices(shop)).length, 1);
});

test('news for a requester who is gone goes to the owners, to each about their own projects, and says why', async (t) => {
  const { shop, deps, requestId, gone } = await open(t);
  gone.add(requesterId);
  await watchLeavers(deps);
  const train = { tenantId, personId: requesterId, requestId } as const;
  const decided = (project: string) =>
    ({ code: 'owner approved', values: { name: 'Megan', project, approved: 1 } }) as const;
  const ended = { code: 'request ended', values: { number: String(requestId) } } as const;
  const now = shop.clock.now();
  const vote = { ...train, about: 'approval', topic: 'vote' } as const;
  await insertNews(shop.db, { ...vote, reason: decided('Project atlas'), subjectId: 1 }, now);
  await insertNews(shop.db, { ...vote, reason: decided('Project beacon'), subjectId: 2 }, now);
  const end = { ...train, about: 'result', topic: 'end', subjectId: 3 } as const;
  await insertNews(shop.db, { ...end, reason: ended }, now);
  await tellNews(deps);
  await tellNews(deps);
  const told = await notices(shop);
  const said = (key: string) =>
    told
      .filter((each) => each.key === key)
      .map(({ detail }) => (detail.listed ?? []).map(({ code }) => code))
      .toSorted();
  const expected = [
    ['instead of requester', 'owner approved'],
    ['instead of requester', 'request ended'],
  ];
  assert.deepEqual([said(owner), said(other)], [expected, expected]);
  assert.deepEqual([said(requesterId), said(further)], [[], []]);
});
