import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Db, inTransaction } from '../../../src/store/database.ts';
import {
  buryCard,
  dueCards,
  markShown,
  postponeCard,
  takeCard,
} from '../../../src/store/telling/due-cards.ts';
import { cardsOf, redraw, wantCard } from '../../../src/store/telling/shown-cards.ts';
import { start } from '../make-request.ts';
import { personalChat } from '../personal-chat.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const subject = { kind: 'request', id: 1001 } as const;
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

async function want(db: Db): Promise<number> {
  const place = await personalChat(db, start);
  await wantCard(db, { kind: 'request', subjectId: 1001, placeId: place.id }, start);
  const [card] = await cardsOf(db, subject);
  return card?.id ?? 0;
}

const shown = (version: number, final = false) => ({
  version,
  messageId: 'm1',
  thread: null,
  final,
});

test('a place gets a card once, however often callers ask for it', async (t) => {
  const { db } = await server.fresh(t);
  await want(db);
  await want(db);
  assert.equal((await cardsOf(db, subject)).length, 1);
});

test('one replica draws a card at a time', async (t) => {
  const { db } = await server.fresh(t);
  const id = await want(db);
  await inTransaction(db, async (trx) => {
    assert.ok(await takeCard(trx, id, start));
    const other = await inTransaction(db, (rival) => takeCard(rival, id, start));
    assert.equal(other, undefined);
  });
  assert.ok(await inTransaction(db, (trx) => takeCard(trx, id, start)));
});

test('the bot draws a card again after a change during its drawing', async (t) => {
  const { db } = await server.fresh(t);
  const id = await want(db);
  await inTransaction(db, async (trx) => {
    const card = await takeCard(trx, id, start);
    // A caller that asks for a newer version does not wait for Teams.
    await redraw(db, subject, after(2));
    await markShown(trx, id, shown(card?.wanted ?? 0));
  });
  assert.deepEqual(await dueCards(db, after(2), 8), [id]);
  const card = await inTransaction(db, (trx) => takeCard(trx, id, after(2)));
  assert.deepEqual([card?.wanted, card?.shown], [2, 1]);
});

test('a card that shows the newest version is not due', async (t) => {
  const { db } = await server.fresh(t);
  const id = await want(db);
  await markShown(db, id, shown(1));
  assert.deepEqual(await dueCards(db, after(3600), 8), []);
  assert.equal(await inTransaction(db, (trx) => takeCard(trx, id, after(3600))), undefined);
});

test('the bot draws many changes once, at the earliest time that one of them asked for', async (t) => {
  const { db } = await server.fresh(t);
  const id = await want(db);
  await markShown(db, id, shown(1));
  await redraw(db, subject, after(2));
  await redraw(db, subject, after(4));
  await redraw(db, subject, after(1));
  assert.deepEqual(await dueCards(db, after(0.5), 8), []);
  assert.deepEqual(await dueCards(db, after(1), 8), [id]);
});

test('a change does not hurry a card that Teams asked to wait for', async (t) => {
  const { db } = await server.fresh(t);
  const id = await want(db);
  await postponeCard(db, id, after(60));
  await redraw(db, subject, after(1));
  assert.deepEqual(await dueCards(db, after(59), 8), []);
  assert.deepEqual(await dueCards(db, after(60), 8), [id]);
  await markShown(db, id, shown(2));
  await redraw(db, subject, after(61));
  assert.deepEqual(await dueCards(db, after(61), 8), [id]);
});

test('the bot redraws neither a final card nor a buried one', async (t) => {
  const { db } = await server.fresh(t);
  const id = await want(db);
  await markShown(db, id, shown(1, true));
  await redraw(db, subject, start);
  assert.deepEqual(await dueCards(db, start, 8), []);
  await sql`update shown_card set final = false`.execute(db);
  await redraw(db, subject, start);
  await buryCard(db, id, start);
  assert.deepEqual(await dueCards(db, start, 8), []);
});

test('two hundred changes during ten drawings lose nothing', async (t) => {
  const { db } = await server.fresh(t);
  const id = await want(db);
  const draw = () =>
    inTransaction(db, async (trx) => {
      const card = await takeCard(trx, id, after(3600));
      if (card !== undefined) await markShown(trx, id, shown(card.wanted));
    });
  await Promise.all([
    ...Array.from({ length: 200 }, () => redraw(db, subject, start)),
    ...Array.from({ length: 10 }, draw),
  ]);
  await draw();
  const [card] = await cardsOf(db, subject);
  assert.deepEqual([card?.wanted, card?.shown], [201, 201]);
});
