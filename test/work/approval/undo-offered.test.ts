import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { drawApproval } from '../../../bot/drawing/draw-approval.ts';
import { drawRequest } from '../../../bot/drawing/draw-request.ts';
import { approvalsOf } from '../../../src/store/approvals/approvals.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { undoDrafts } from '../../../src/store/requests/move-requests.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { learnPlace } from '../../../src/store/telling/places.ts';
import { wantCard } from '../../../src/store/telling/shown-cards.ts';
import { applyDeadlines } from '../../../src/work/approval/apply-deadlines.ts';
import { castVote } from '../../../src/work/approval/cast-vote.ts';
import { askEnding } from '../../../src/work/drafting/ask-ending.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { makeDraft, makeProject, requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { askAndReview, confirmEnd, maxRows, olga, omar } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd } from '../taking/ends.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const hour = 3600_000;
const alex = { tenantId, personId: requesterId, name: 'Alex', rights: { operator: false } };
const megan = {
  tenantId,
  personId: 'megan',
  name: 'Megan',
  rights: { member: true, owns: () => true },
};

/** Megan approved Jane, and has the card in her chat. */
async function approved(shop: Workshop): Promise<{ id: number; approvalId: number }> {
  const approval = { ...makeProject('atlas').approval, required: true };
  await applyProjects(shop.db, [makeProject('atlas', { approval })], shop.clock.now());
  const id = await makeDraft(shop.db, { addresses: [jane] });
  await confirmRequest(shop, alex, { requestId: id, version: 1, onlyValid: false });
  const [{ id: approvalId } = { id: 0 }] = await approvalsOf(shop.db, id);
  const ballot = { approvalId, version: 1, approve: 'all', reason: undefined } as const;
  assert.equal((await castVote(shop, megan, ballot)).kind, 'counted');
  const chat = { tenantId, kind: 'person', key: 'megan', teamId: null, reference: {} } as const;
  const place = { ...chat, locale: null, timeZone: null, name: 'Megan' };
  const { id: placeId } = await learnPlace(shop.db, place, shop.clock.now());
  await wantCard(shop.db, { kind: 'approval', subjectId: approvalId, placeId }, shop.clock.now());
  return { id, approvalId };
}

/** Draws Megan's card as the announcer does. True where it offers to undo. */
async function draw(shop: Workshop, approvalId: number): Promise<boolean> {
  const viewer = { language: 'en', timeZone: 'UTC', now: shop.clock.now() } as const;
  const as = { as: 'owner', personId: 'megan', list: 'first' } as const;
  const drawn = await drawApproval(shop.db, approvalId, { ...viewer, ...as });
  await sql`update shown_card set shown = wanted, final = ${drawn?.final ?? true}`.execute(shop.db);
  return JSON.stringify(drawn?.card.card).includes('approval.undo');
}

const toDraw = async ({ db }: Workshop) =>
  (await sql`select from shown_card where kind = 'approval' and wanted > shown`.execute(db)).rows
    .length;

test('a decided card loses its button to undo after a day, once', async (t) => {
  const shop = await openWorkshop(t, server);
  const { approvalId } = await approved(shop);
  assert.equal(await draw(shop, approvalId), true);
  shop.clock.advance(24 * hour);
  await applyDeadlines(shop);
  assert.equal(await toDraw(shop), 0);
  shop.clock.advance(1000);
  await applyDeadlines(shop);
  assert.equal(await toDraw(shop), 1);
  assert.equal(await draw(shop, approvalId), false);
  await applyDeadlines(shop);
  assert.equal(await toDraw(shop), 0);
});

test('a decided card loses its button to undo when somebody takes the access back', async (t) => {
  const shop = await openWorkshop(t, server);
  const { id, approvalId } = await approved(shop);
  assert.equal(await draw(shop, approvalId), true);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, end);
  assert.equal(await toDraw(shop), 1);
  assert.equal(await draw(shop, approvalId), false);
});

test('a decided card offers no undo of access for somebody who has accepted before', async (t) => {
  const shop = await openWorkshop(t, server);
  const { approvalId } = await approved(shop);
  await sql`insert into guest (tenant_id, address, display_name, state) values (${tenantId}, ${jane}, 'Jane', 'accepted')`.execute(
    shop.db,
  );
  assert.equal(await draw(shop, approvalId), false);
});

test('a click to undo finds that all have accepted, says so, and takes the button away', async (t) => {
  const shop = await openWorkshop(t, server);
  const { approvalId } = await approved(shop);
  assert.equal(await draw(shop, approvalId), true);
  await sql`insert into guest (tenant_id, address, display_name, state) values (${tenantId}, ${jane}, 'Jane', 'accepted')`.execute(
    shop.db,
  );
  const wish = { kind: 'end', approvalId } as const;
  assert.equal((await askEnding({ ...shop, maxRows }, omar, wish)).kind, 'nothing to undo');
  assert.equal(await toDraw(shop), 1);
  assert.equal(await draw(shop, approvalId), false);
});

test('a second click to undo closes the draft of the first', async (t) => {
  const shop = await openWorkshop(t, server);
  const { approvalId } = await approved(shop);
  const wish = { kind: 'end', approvalId } as const;
  const first = await askAndReview(shop, omar, wish);
  const second = await askAndReview(shop, { ...olga, personId: 'megan' }, wish);
  const old = await readRequest(shop.db, first ?? 0);
  assert.equal(old?.state, 'discarded');
  const viewer = { language: 'en', timeZone: 'UTC', now: shop.clock.now() } as const;
  const drawn = old && (await drawRequest(shop.db, old, viewer));
  assert.match(JSON.stringify(drawn?.card.card), new RegExp(`request #${second} took the place`));
  assert.equal((await readRequest(shop.db, second ?? 0))?.state, 'draft');
  assert.equal(await confirmEnd(shop, omar, first ?? 0), 'moved on');
});

test('of two people who undo an approval at once, one keeps a draft', async (t) => {
  const shop = await openWorkshop(t, server);
  const { approvalId } = await approved(shop);
  const wish = { kind: 'end', approvalId } as const;
  const people = [omar, { ...olga, personId: 'megan' }, { ...omar, personId: 'otto' }];
  const asked = await Promise.all(
    people.map((person) => askEnding({ ...shop, maxRows }, person, wish)),
  );
  assert.deepEqual(new Set(asked.map(({ kind }) => kind)), new Set(['asked']));
  assert.equal((await undoDrafts(shop.db, { tenantId, approvalId })).length, 1);
});
