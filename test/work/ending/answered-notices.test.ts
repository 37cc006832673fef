import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { endNoticeView } from '../../../bot/drawing/draw-end-notice.ts';
import type { Db } from '../../../src/store/database.ts';
import { noticeGuests } from '../../../src/store/endings/end-notices.ts';
import { noticeAccess } from '../../../src/store/endings/notice-answers.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { letAccessEnd } from '../../../src/work/ending/let-access-end.ts';
import { recordDeletion } from '../../../src/work/redemption/record-departure.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { jane, joe } from './due-scene.ts';
import { alex, alexLater, askAndConfirm, askAndReview, olga, omar } from './ending-scene.ts';
import { meet, noticed } from './notice-scene.ts';

const server = await startDatabase();

const toRedraw = async (db: Db) =>
  (await sql`select from shown_card where wanted > shown and not final`.execute(db)).rows.length;
const open = async (db: Db, noticeId: number) =>
  (await noticeGuests(db, noticeId)).flatMap((guest) => (guest.open ? [guest.address] : []));

test('the bot draws a notice again once somebody lets the access end, and it names who did', async (t) => {
  const { shop, noticeId } = await noticed(t, server);
  await meet(shop, olga.personId, 'Olga');
  assert.equal(await toRedraw(shop.db), 0);
  assert.equal((await letAccessEnd(shop, olga, noticeId)).kind, 'let');
  assert.equal(await toRedraw(shop.db), 1);
  assert.deepEqual(await open(shop.db, noticeId), []);
  const [guest] = await noticeGuests(shop.db, noticeId);
  assert.equal(guest?.letBy, 'Olga');
  assert.equal((await letAccessEnd(shop, omar, noticeId)).kind, 'let already');
});

test('a notice asks nothing about a guest whose account is gone, and says so', async (t) => {
  const { shop, noticeId } = await noticed(t, server);
  const objectId = shop.directory.people.get(jane)?.objectId ?? '';
  await recordDeletion(shop, { tenantId, objectId });
  assert.equal(await toRedraw(shop.db), 1);
  assert.deepEqual(await open(shop.db, noticeId), [joe]);
  const seen = async () => await endNoticeView(shop.db, noticeId, olga);
  assert.deepEqual([(await seen())?.count, (await seen())?.settled], [1, 1]);
  const extend = { kind: 'extend', noticeId, until: '2026-06-30' } as const;
  const extension = (await askAndReview(shop, olga, extend)) ?? 0;
  assert.deepEqual(
    (await invitationsOf(shop.db, extension)).map(({ address }) => address),
    [joe],
  );
  await sql`update guest set state = 'deleted'`.execute(shop.db);
  assert.equal(await askAndReview(shop, olga, extend), undefined);
  assert.equal((await letAccessEnd(shop, olga, noticeId)).kind, 'let already');
  const view = await seen();
  assert.deepEqual(view?.answered, { kind: 'done' });
  assert.deepEqual(
    view?.guests.map(({ endsOn }) => endsOn),
    ['gone', 'gone'],
  );
});

test('a requester who lets the access end decides nothing: the owner reads it and may extend', async (t) => {
  const { shop, noticeId } = await noticed(t, server);
  assert.deepEqual(await letAccessEnd(shop, alex, noticeId), { kind: 'let', count: 2 });
  assert.equal((await letAccessEnd(shop, alex, noticeId)).kind, 'let already');
  assert.equal(await toRedraw(shop.db), 1);
  const seen = async ({ personId, rights }: typeof alex) =>
    await endNoticeView(shop.db, noticeId, { personId, rights });
  assert.equal((await seen(alex))?.answered?.kind, 'wished');
  const owners = await seen(olga);
  assert.deepEqual([owners?.answered, owners?.count], [undefined, 2]);
  assert.deepEqual(
    owners?.guests.map(({ wishedBy }) => wishedBy),
    [['Alex'], ['Alex']],
  );
  const extend = { kind: 'extend', noticeId, until: '2026-06-30' } as const;
  assert.equal(await askAndReview(shop, alex, extend), undefined);
  const extension = (await askAndReview(shop, olga, extend)) ?? 0;
  assert.equal((await invitationsOf(shop.db, extension)).length, 2);
  const waiting = await sql`select from invitation where notice_at is not null`.execute(shop.db);
  assert.equal(waiting.rows.length, 2, 'the next notice still comes to the owners');
});

test('a requester who is an operator reads of all guests, because a click of theirs answers for all', async (t) => {
  for (const operators of [[], [alex.personId]]) {
    const { shop, noticeId } = await noticed(t, server, { operators, ofOlga: true });
    const { rows } = await sql`
      select detail ->> 'as' as as, topic from shown_card where subject_id = ${noticeId}`.execute(
      shop.db,
    );
    const all = { as: 'owner', topic: 'ends 2' };
    const own = { as: 'requester', topic: 'ends 1' };
    assert.deepEqual(rows, [operators.length > 0 ? all : own]);
  }
});

test('the bot draws a notice again when an end moves, and its buttons then mean the other guests', async (t) => {
  const { shop, noticeId } = await noticed(t, server);
  const wish = { kind: 'extend', addresses: [jane], projectKey: 'atlas', until: '2026-06-30' };
  const extension = await askAndConfirm(shop, olga, { ...wish, kind: 'extend' });
  await untilDone(shop, extension);
  assert.equal(await toRedraw(shop.db), 1);
  assert.deepEqual(await open(shop.db, noticeId), [joe]);
  const meant = await noticeAccess(shop.db, { tenantId, noticeId }, olga.personId);
  assert.deepEqual(
    meant.map(({ address }) => address),
    [joe],
  );
  assert.deepEqual(await letAccessEnd(shop, olga, noticeId), { kind: 'let', count: 1 });
  const { rows } = await sql<{ address: string }>`
    select address from invitation where notice_at is not null`.execute(shop.db);
  assert.deepEqual(
    rows.map(({ address }) => address),
    [jane],
    'whose end moved is noticed again',
  );
});

test('a notice whose ends somebody let come says how each stands once one of them moves', async (t) => {
  const { shop, noticeId } = await noticed(t, server);
  await letAccessEnd(shop, olga, noticeId);
  const reader = { personId: olga.personId, rights: olga.rights };
  const before = await endNoticeView(shop.db, noticeId, reader);
  assert.deepEqual([before?.answered?.kind, before?.count], ['let', 2]);
  const wish = { kind: 'extend', addresses: [jane], projectKey: 'atlas', until: '2026-06-30' };
  const extension = await askAndConfirm(shop, olga, { ...wish, kind: 'extend' });
  await untilDone(shop, extension);
  const view = await endNoticeView(shop.db, noticeId, reader);
  assert.equal(view?.answered?.kind, 'done');
  assert.deepEqual(view?.guests.map(({ endsOn }) => endsOn).toSorted(), [
    '2026-04-01',
    '2026-06-30',
  ]);
});

test('the bot draws a notice again when somebody takes the access back before its end', async (t) => {
  const { shop, noticeId } = await noticed(t, server);
  const wish = { kind: 'end', addresses: [jane, joe], projectKey: 'atlas' } as const;
  const end = await askAndConfirm(shop, olga, wish);
  await untilDone(shop, end);
  assert.equal(await toRedraw(shop.db), 1);
  assert.deepEqual(await open(shop.db, noticeId), []);
});

test('a requester who may no longer invite neither sees nor answers a notice of their guests', async (t) => {
  const { shop, noticeId } = await noticed(t, server);
  const seen = async ({ personId, rights }: typeof alex) =>
    (await endNoticeView(shop.db, noticeId, { personId, rights }))?.guests.length;
  assert.equal(await seen(alex), 2);
  assert.equal(await seen(alexLater), undefined);
  assert.equal((await letAccessEnd(shop, alexLater, noticeId)).kind, 'not found');
  assert.deepEqual(await open(shop.db, noticeId), [jane, joe]);
});
