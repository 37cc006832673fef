import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readPlace } from '../../../src/store/telling/places.ts';
import {
  cardsOf,
  forgetContent,
  redraw,
  wantCard,
} from '../../../src/store/telling/shown-cards.ts';
import type { DrawableCard, Drawn } from '../../../src/work/telling/announcer.ts';
import { startCardLoop } from '../../../src/work/telling/card-loop.ts';
import { personalChat } from '../../store/personal-chat.ts';
import { startDatabase } from '../../store/start-database.ts';
import { until } from '../pass-time.ts';
import { runLoop } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const subject = { kind: 'request', id: 1001 } as const;

async function want(shop: Workshop): Promise<number> {
  const now = shop.clock.now();
  const place = await personalChat(shop.db, now);
  await wantCard(shop.db, { kind: 'request', subjectId: 1001, placeId: place.id }, now);
  return place.id;
}

function draw(t: TestContext, shop: Workshop, how: (card: DrawableCard) => Promise<Drawn>): void {
  runLoop(t, shop, startCardLoop({ ...shop, announcer: { draw: how }, chance: () => 0.5 }));
}

const posted: Drawn = { kind: 'shown', messageId: 'm1', thread: null, final: false };
const card = async (shop: Workshop) => (await cardsOf(shop.db, subject))[0];

test('the bot posts a card once and then updates it in place', async (t) => {
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

test('the bot draws a change during a slow update afterwards', async (t) => {
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

test('the bot updates a card that changes all the time at most every three seconds, up to its last state', async (t) => {
  const shop = await openWorkshop(t, server);
  await want(shop);
  const times: number[] = [];
  draw(t, shop, async ({ wanted }) => {
    times.push(shop.clock.now().getTime());
    // The card changes during each draw, as during many invitations.
    if (wanted < 6) await redraw(shop.db, subject, shop.clock.now());
    return { ...posted, content: String(wanted) };
  });
  await until(shop, async () => (await card(shop))?.shown === 6);
  const gaps = times.slice(1).map((at, before) => at - (times[before] ?? 0));
  assert.ok(
    gaps.every((gap) => gap >= 3000),
    gaps.join(),
  );
});

test('the bot repeats an update without an answer after three seconds at the earliest', async (t) => {
  const shop = await openWorkshop(t, server);
  await want(shop);
  const times: number[] = [];
  draw(t, shop, async ({ wanted }) => {
    times.push(shop.clock.now().getTime());
    if (wanted === 1) await redraw(shop.db, subject, shop.clock.now());
    if (times.length === 2) return { kind: 'later', lost: true };
    return { ...posted, content: String(wanted) };
  });
  await until(shop, async () => (await card(shop))?.shown === 2);
  // The lost update may have reached Teams.
  const [, lost = 0, repeated = 0] = times;
  assert.ok(repeated - lost >= 3000, String(repeated - lost));
});

test('the bot knows the card in Teams until a person clicks or an answer is lost', async (t) => {
  const shop = await openWorkshop(t, server);
  await want(shop);
  const known: (string | null)[] = [];
  let lost = false;
  draw(t, shop, async ({ content }) => {
    known.push(content);
    if (lost) {
      lost = false;
      throw new Error('the connection broke');
    }
    return { ...posted, content: 'same' };
  });
  const again = async (version: number) => {
    await until(shop, async () => (await card(shop))?.shown === version);
    return redraw(shop.db, subject, shop.clock.now());
  };
  await again(1);
  await again(2);
  assert.deepEqual(known, [null, 'same']);
  await until(shop, async () => (await card(shop))?.shown === 3);
  await forgetContent(shop.db, 'm1');
  await again(3);
  await until(shop, async () => (await card(shop))?.shown === 4);
  lost = true;
  await again(4);
  await until(shop, async () => (await card(shop))?.shown === 5);
  assert.deepEqual(known, [null, 'same', 'same', null, 'same', null]);
});

test('the bot repeats a post after a lost answer and marks it as repeated', async (t) => {
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

test('the bot waits as long as Teams asks', async (t) => {
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

test('the bot marks a dead place and does not try its card again', async (t) => {
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
