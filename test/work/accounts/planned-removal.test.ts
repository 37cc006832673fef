import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { guestCard } from '../../../bot/cards/guest-card.ts';
import { drawRequest } from '../../../bot/drawing/draw-request.ts';
import { guestView } from '../../../bot/drawing/guest-view.ts';
import { findPartner } from '../../../src/store/guests/partners-in-sight.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { wantCard } from '../../../src/store/telling/shown-cards.ts';
import { followDelta } from '../../../src/work/redemption/follow-delta.ts';
import { requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { askAndReview, confirmEnd, olga } from '../ending/ending-scene.ts';
import { meet } from '../ending/notice-scene.ts';
import { untilDone } from '../pass-time.ts';
import type { Workshop } from '../workshop.ts';
import { invitedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();
const hour = 3600_000;

/** A card of the request, as text. */
async function card(shop: Workshop, id: number): Promise<string> {
  const viewer = { language: 'en', timeZone: 'UTC', now: shop.clock.now() } as const;
  const request = await readRequest(shop.db, id);
  assert.ok(request);
  return JSON.stringify((await drawRequest(shop.db, request, viewer)).card.card);
}

/** What `guest` says of Jane. */
async function story({ db }: Workshop): Promise<string> {
  const sight = { tenantId, requesterId, own: true, projects: ['atlas'], all: true };
  const found = await findPartner(db, sight, { address: jane });
  assert.ok(found);
  const view = await guestView({ db, sponsorsOf: async () => undefined }, found, 'UTC');
  return JSON.stringify(guestCard(view, 'en').card);
}

test('the day on which an account goes stands in review, result and story, until somebody unblocks it', async (t) => {
  const { shop } = await invitedJane(t, server, { whenOver: 'remove', removeAfter: 'P30D' });
  const at = new Date(shop.clock.now().getTime() + 30 * 24 * hour);
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  const wish = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  const end = (await askAndReview(shop, olga, wish)) ?? 0;
  const review = await card(shop, end);
  assert.ok(review.includes(`blocks it now and removes it on ${day}`), review);
  assert.equal(await confirmEnd(shop, olga, end), 'confirmed');
  await untilDone(shop, end);
  const says = `to be removed on ${day}`;
  assert.ok((await card(shop, end)).includes(says));
  const before = await story(shop);
  assert.ok(before.includes(`blocked it and removes it on ${day}`), before);
  assert.ok(before.includes(`blocked the account, to remove it on ${day}`));
  const placeId = await meet(shop, olga.personId, 'Olga');
  await wantCard(shop.db, { kind: 'request', subjectId: end, placeId }, shop.clock.now());
  await sql`update shown_card set shown = wanted`.execute(shop.db);
  shop.clock.advance(hour);
  const seen = [{ objectId: person(shop)?.objectId ?? '', enabled: true }];
  const readDelta = async () => ({ people: seen, delta: 'next' });
  await followDelta({ ...shop, readDelta, patienceMs: 600_000 }, tenantId);
  await followDelta({ ...shop, readDelta, patienceMs: 600_000 }, tenantId);
  const wanted = await sql`select from shown_card where wanted > shown`.execute(shop.db);
  assert.equal(wanted.rows.length, 1);
  assert.ok(!(await card(shop, end)).includes('to be removed'));
  const after = await story(shop);
  assert.ok(!after.includes(day));
  assert.equal(after.split('Somebody unblocked the account in Entra').length, 2);
});
