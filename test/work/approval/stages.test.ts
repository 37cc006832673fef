import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { drawRunning } from '../../../bot/drawing/draw-running.ts';
import { askedPlaces } from '../../../src/store/approvals/approval-rows.ts';
import { allVotesOn, readApproval } from '../../../src/store/approvals/approvals.ts';
import { historyOf } from '../../../src/store/history.ts';
import { invitationsForApproval } from '../../../src/store/invitations/invitations.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { applyDeadlines } from '../../../src/work/approval/apply-deadlines.ts';
import { castVote } from '../../../src/work/approval/cast-vote.ts';
import { nameStandIn } from '../../../src/work/approval/name-stand-in.ts';
import { remindOwners } from '../../../src/work/approval/remind-owners.ts';
import { statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { alex } from '../alex.ts';
import { place } from '../atlas-in-teams.ts';
import { hourMs, openStaged, voter, who } from './staged-approval.ts';

const server = await startDatabase();
const open = (t: TestContext, more?: { inChannel: boolean }) => openStaged(t, server, more);

test('the second stage is asked when the first has passed, and its votes alone count there', async (t) => {
  const { shop, id, approvalId, ask, vote, stage, waits } = await open(t);
  assert.deepEqual(await Promise.all(['olga', 'both', 'omar', 'ines'].map(waits)), [1, 1, 0, 0]);
  assert.equal(await vote('omar', 1), 'not owner');
  assert.equal(await vote('ines', 1), 'not owner');
  assert.equal(await vote('both', 1), 'counted');
  assert.equal(await stage(), 2);
  assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['awaiting approval']));
  assert.equal(
    await vote('both', 1),
    'changed',
    'a late second click is no vote of the next stage',
  );
  assert.equal(await vote('olga', 2), 'not owner');
  await ask();
  assert.deepEqual(await Promise.all(['olga', 'both', 'omar', 'otto'].map(waits)), [0, 1, 1, 1]);
  assert.equal(await vote('omar', 2), 'counted');
  assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['awaiting approval']));
  assert.equal(await vote('both', 2), 'counted');
  assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['approved']));
  assert.equal((await readApproval(shop.db, approvalId))?.state, 'decided');
  const given = (await allVotesOn(shop.db, approvalId)).map(
    (each) => `${each.stage} ${each.ownerId}`,
  );
  assert.deepEqual(new Set(given), new Set(['1 both', '2 omar', '2 both']));
});

test('of many who approve at once, twice each, one raises the approval', async (t) => {
  const { shop, id, vote, stage } = await open(t);
  const clicks = ['olga', 'both', 'olga', 'both', 'olga', 'both'];
  const kinds = await Promise.all(clicks.map((name) => vote(name, 1)));
  assert.equal(kinds.filter((kind) => kind === 'counted').length, 1);
  assert.equal(await stage(), 2);
  const passed = (await historyOf(shop.db, id)).filter(({ what }) => what === 'stage passed');
  assert.equal(passed.length, 1);
});

test('a rejection in any stage is the end of the row', async (t) => {
  const { shop, id, approvalId, vote, stage } = await open(t);
  const [row] = await invitationsForApproval(shop.db, approvalId);
  assert.equal(await vote('olga', 1, [row?.id ?? 0]), 'counted');
  assert.deepEqual(await statesIn(shop.db, id), ['awaiting approval', 'rejected']);
  assert.equal(await stage(), 2);
  assert.equal(await vote('otto', 2, 'none'), 'counted');
  assert.deepEqual(await statesIn(shop.db, id), ['rejected', 'rejected']);
  assert.equal((await readApproval(shop.db, approvalId))?.state, 'decided');
});

test('each stage has its own time', async (t) => {
  const { shop, id, vote } = await open(t);
  shop.clock.set(23 * hourMs);
  assert.equal(await vote('olga', 1), 'counted');
  shop.clock.set(47 * hourMs);
  await applyDeadlines(shop);
  assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['awaiting approval']));
  shop.clock.set(2 * hourMs);
  await applyDeadlines(shop);
  assert.deepEqual(new Set(await statesIn(shop.db, id)), new Set(['rejected']));
});

test('the cards say which stage it is, and the requester hears once who is asked now', async (t) => {
  const { shop, id, ask, vote, card, viewer } = await open(t);
  assert.match(await card('olga'), /1 of 2.*approval\.approve/);
  assert.equal(await vote('olga', 1), 'counted');
  await ask();
  await ask();
  const before = await card('olga');
  assert.match(before, /Stage 1 of 2 has passed/);
  assert.doesNotMatch(before, /"approval\.approve"|own request/);
  assert.match(await card('omar'), /2 of 2.*Approved in an earlier stage: olga.*approval\.approve/);
  const request = await readRequest(shop.db, id);
  assert.ok(request);
  assert.match(
    JSON.stringify((await drawRunning(shop.db, request, viewer())).card),
    /wait for 2 of these 3: Both, Omar, Otto \(stage 2 of 2\)/,
  );
  const { rows } = await sql<{ reason: { code: string; values: { names: string } } }>`
    select reason from news where person_id = ${alex.personId}`.execute(shop.db);
  const told = rows.map(({ reason }) => [reason.code, reason.values.names]);
  assert.deepEqual(told, [['next stage asked', 'Both, Omar, Otto']]);
});

test('reminders and stand-ins are those of the present stage', async (t) => {
  const { shop, approvalId, announcer, ask, vote, card, rights, waits } = await open(t);
  await place(shop, 'person', 'sam');
  const endsAt = new Date(shop.clock.now().getTime() + 240 * hourMs);
  const named = { personId: 'sam', name: 'Sam', lastDay: '2026-03-12', endsAt };
  await nameStandIn({ ...shop, announcer }, who('omar'), named, []);
  await ask();
  assert.equal(await waits('sam'), 0);
  assert.equal(await vote('olga', 1), 'counted');
  await ask();
  assert.equal(await waits('sam'), 1);
  assert.match(await card('sam'), /You decide for omar/);
  shop.clock.set(25 * hourMs);
  await remindOwners({ ...shop, rights });
  const { rows } = await sql<{
    key: string;
  }>`select person_id as key from reminder order by 1`.execute(shop.db);
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['both', 'otto', 'sam'],
  );
  const standsFor = [{ personId: 'omar', rights: voter('omar').rights }];
  const ballot = { approvalId, version: 2, approve: 'all', reason: undefined } as const;
  assert.equal((await castVote(shop, { ...voter('sam'), standsFor }, ballot)).kind, 'counted');
});

test('a channel whose people have no chat is asked in each stage, once', async (t) => {
  const { shop, id, approvalId, ask, vote } = await open(t, { inChannel: true });
  const copies = async () => {
    const { rows } = await sql<{ moved: boolean }>`
      select c.moved from shown_card c join place p on p.id = c.place_id
      where c.kind = 'approval' and p.kind = 'channel' order by c.id`.execute(shop.db);
    return rows.map(({ moved }) => moved);
  };
  assert.deepEqual(await copies(), [false]);
  assert.equal(await vote('olga', 1), 'counted');
  await ask();
  await ask();
  assert.deepEqual(await copies(), [true, false]);
  const asked = (await historyOf(shop.db, id)).filter(({ what }) => what === 'channel asked');
  assert.equal(asked.length, 2);
  const places = await askedPlaces(shop.db, approvalId);
  assert.deepEqual(
    places.map(({ kind }) => kind),
    ['channel'],
  );
});
