import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { drawApproval } from '../../../bot/drawing/draw-approval.ts';
import { projectAt } from '../../../src/guests/approval/stages.ts';
import { readApproval } from '../../../src/store/approvals/approvals.ts';
import { historyOf } from '../../../src/store/history.ts';
import { readProject } from '../../../src/store/projects.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { noteLeaver } from '../../../src/store/telling/leavers.ts';
import { readCandidates, reassignApproval } from '../../../src/work/approval/reassign-approval.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { alex } from '../alex.ts';
import { openStaged, who } from './staged-approval.ts';

const server = await startDatabase();
const open = (t: TestContext) => openStaged(t, server);

test('an approver of the second stage hands it to another of that stage, never to one of the first', async (t) => {
  const { shop, id, approvalId, announcer, ask, vote, waits } = await open(t);
  assert.equal(await vote('olga', 1), 'counted');
  await ask();
  const approval = await readApproval(shop.db, approvalId);
  const request = await readRequest(shop.db, id);
  const listed = await readProject(shop.db, 'atlas');
  assert.ok(approval && request && listed);
  const question = { approval, request, project: projectAt(listed, approval) };
  const looking = { announcer, findByIds: async () => new Map(), peopleIn: async () => [] };
  const deps = { ...shop, ...looking, loopback: true };
  const { deciders, candidates } = await readCandidates(deps, question, 'omar');
  assert.deepEqual(
    candidates.map(({ personId }) => personId),
    ['otto', 'both'],
  );
  const to = { personId: 'otto', name: 'Otto' };
  const click = { from: who('omar'), to, version: approval.version, deciders };
  assert.equal(await reassignApproval(deps, question, click), 'passed on');
  assert.deepEqual(await Promise.all(['olga', 'omar', 'otto', 'both'].map(waits)), [0, 0, 1, 1]);
});

test('the bot does not ask an approver of the second stage who is gone, and tells that too few are left', async (t) => {
  const { shop, ask, vote, waits } = await open(t);
  for (const personId of ['omar', 'otto'])
    await noteLeaver(shop.db, { tenantId, personId }, shop.clock.now());
  assert.equal(await vote('olga', 1), 'counted');
  await ask();
  assert.equal(await waits('both'), 1);
  const { rows } = await sql`
    select from shown_card c join place p on p.id = c.place_id
    where c.kind = 'approval' and p.key in ('omar', 'otto')`.execute(shop.db);
  assert.equal(rows.length, 0);
  const { rows: told } = await sql<{ code: string }>`
    select reason->>'code' as code from news where person_id = ${alex.personId}`.execute(shop.db);
  const codes = told.map(({ code }) => code);
  assert.ok(codes.includes('too few owners'), codes.join());
});

test('the cards of stages speak Dutch', async (t) => {
  const { shop, approvalId, ask, vote, viewer } = await open(t);
  assert.equal(await vote('olga', 1), 'counted');
  await ask();
  const card = async (personId: string) => {
    const as = { as: 'owner', personId, list: 'first', language: 'nl' } as const;
    return JSON.stringify((await drawApproval(shop.db, approvalId, { ...viewer(), ...as }))?.card);
  };
  assert.match(await card('omar'), /2 van 2.*Goedgekeurd in een eerdere fase: olga/);
  assert.match(await card('olga'), /Fase 1 van 2 is goedgekeurd\. Nu beslissen anderen/);
});

test('the history says how many had to approve in the stage that passed', async (t) => {
  const { shop, id, approvalId, vote } = await open(t);
  assert.equal(await vote('olga', 1), 'counted');
  const passed = (await historyOf(shop.db, id)).find(({ what }) => what === 'stage passed');
  assert.deepEqual(passed?.detail, { stage: 1, needed: 1 });
  const approval = await readApproval(shop.db, approvalId);
  assert.equal(approval?.rule.approvers, 2, 'the rule of the present stage');
  assert.deepEqual(
    approval?.rule.stages?.map(({ approvers }) => approvers),
    [1, 2],
  );
});
