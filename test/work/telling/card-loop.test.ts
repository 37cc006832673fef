import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { learnPlace, readPlace } from '../../../src/store/telling/places.ts';
import { cardsOf, redraw, wantCard } from '../../../src/store/telling/shown-cards.ts';
import type { DrawableCard, Drawn } from '../../../src/work/telling/announcer.ts';
import { startDrawing } from '../../../src/work/telling/card-loop.ts';
import { requesterId, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openWorkshop, runLoop, until, type Workshop } from '../run-engine.ts';

const server = await startDatabase();
const subject = { kind: 'request', id: 1001 } as const;

async function want(shop: Workshop): Promise<number> {
  const now = shop.clock.now();
  const place = await learnPlace(
    shop.db,
    {
      tenantId,
      kind: 'person',
      key: requesterId,
      teamId: null,
      reference: {},
      locale: null,
      timeZone: null,
      name: null,
    },
    now,
  );
  await wantCard(shop.db, { kind: 'request', subjectId: 1001, placeId: place.id }, now);
  return place.id;
}

function draw(t: TestContext, shop: Workshop, how: (card: DrawableCard) => Promise<Drawn>): void {
  runLoop(t, shop, startDrawing({ ...shop, announcer: { draw: how }, chance: () => 0.5 }));
}

const posted: Drawn = { kind: 'shown', messageId: 'm1', thread: null, final: false };
const card = async (shop: Workshop) => (await cardsOf(shop.db, subject))[0];

test('a card is posted once and then brought up to date where it stands', async (t) => {
  const shop = await openWorkshop(t, server);
  await want(shop);
  const drawn: (string | null)[] = [];
  draw(t, shop, async ({ messageId }) => {
    drawn.push(messageId);
    return posted;
  });
  await until(shop, async () => (await card(shop))?.shown === 1);
  await redraw(shop.db, subject, shop.clock.now());
  await until(shop, async () => (await card(shop))?.shown === 2);
  assert.deepEqual(drawn, [null, 'm1']);
});

test('what changes while Teams is slow is drawn afterwards', async (t) => {
  const shop = await openWorkshop(t, server);
  await want(shop);
  let drawn = 0;
  draw(t, shop, async () => {
    drawn += 1;
    if (drawn === 1) await redraw(shop.db, subject, shop.clock.now());
    return posted;
  });
  await until(shop, async () => (await card(shop))?.shown === 2);
  assert.equal(drawn, 2);
});

test('a post whose answer was lost is repeated and marked as such', async (t) => {
  const shop = await openWorkshop(t, server);
  await want(shop);
  const marks: boolean[] = [];
  draw(t, shop, async ({ maybePosted }) => {
    marks.push(maybePosted);
    if (marks.length === 1) throw new Error('the connection broke');
    return posted;
  });
  await until(shop, async () => (await card(shop))?.shown === 1);
  assert.deepEqual(marks, [false, true]);
});

test('Teams saying later is obeyed', async (t) => {
  const shop = await openWorkshop(t, server);
  await want(shop);
  const times: number[] = [];
  draw(t, shop, async () => {
    times.push(shop.clock.now().getTime());
    return times.length === 1 ? { kind: 'later', seconds: 30 } : posted;
  });
  await until(shop, async () => (await card(shop))?.shown === 1);
  assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 30_000);
});

test('a dead place is marked, and its card is not tried again', async (t) => {
  const shop = await openWorkshop(t, server);
  const placeId = await want(shop);
  let drawn = 0;
  draw(t, shop, async () => {
    drawn += 1;
    return { kind: 'dead' };
  });
  await until(shop, async () => (await readPlace(shop.db, placeId))?.deadAt !== null);
  await redraw(shop.db, subject, shop.clock.now());
  const later = shop.clock.now().getTime() + 5_000;
  await until(shop, async () => shop.clock.now().getTime() > later);
  assert.equal(drawn, 1);
});
