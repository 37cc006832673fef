import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { keepActivities } from '../../bot/activities/keep-activities.ts';
import { messageRoom } from '../../bot/sending/message-permits.ts';
import type { Db } from '../../src/store/database.ts';
import { startDatabase } from '../store/start-database.ts';

const server = await startDatabase();
const tenantId = 'c0000000-0000-4000-8000-000000000001';
const now = () => new Date('2026-06-01T12:00:00Z');
const heard = (activityId: string, answerTo?: string) => ({
  key: { tenantId, conversationId: 'a:chat', activityId },
  personId: undefined,
  answerTo,
});

async function sentTo(db: Db, conversation: string): Promise<number> {
  const { rows } = await sql<{ sent: number }>`
    select sent from message_pace where conversation = ${conversation}`.execute(db);
  return rows[0]?.sent ?? 0;
}

test('the bot counts the answer to a message once, when it records the message', async (t) => {
  const { db, light } = await server.fresh(t);
  const room = messageRoom(light, () => 0);
  const seen = keepActivities(light, room, { now, moment: () => 0 });
  await seen.begin(heard('1', 'a:chat'));
  assert.equal(await room.take('a:chat'), 0);
  assert.equal(await sentTo(db, 'a:chat'), 1);
  // A second message to the chat counts, and so does one to another chat.
  assert.equal(await room.take('a:chat'), 0);
  assert.equal(await room.take('a:other'), 0);
  assert.deepEqual([await sentTo(db, 'a:chat'), await sentTo(db, 'a:other')], [2, 1]);
});

test('an answer that is too late for its permit takes another', async (t) => {
  const { db, light } = await server.fresh(t);
  let moment = 0;
  const room = messageRoom(light, () => moment);
  const seen = keepActivities(light, room, { now, moment: () => moment });
  await seen.begin(heard('1', 'a:chat'));
  moment = 299;
  assert.equal(await room.take('a:chat'), 0);
  assert.equal(await sentTo(db, 'a:chat'), 1);
  await seen.begin(heard('2', 'a:chat'));
  moment += 300;
  assert.equal(await room.take('a:chat'), 0);
  assert.equal(await sentTo(db, 'a:chat'), 2, 'the permit that nobody used does not count');
});

test('the bot replaces a permit that reaches a busy machine too late, because late messages would bunch up at Teams', async (t) => {
  const { db, light } = await server.fresh(t);
  const moments = [0, 400, 400, 450];
  const room = messageRoom(light, () => moments.shift() ?? 450);
  assert.equal(await room.take('a:chat'), 0);
  assert.equal(await sentTo(db, 'a:chat'), 1);
});

test('on a machine that is slow all the time every answer counts once, and nobody waits for room', async (t) => {
  const { db, light } = await server.fresh(t);
  let moment = 0;
  const slow = () => {
    moment += 400;
    return moment;
  };
  const room = messageRoom(light, slow);
  const seen = keepActivities(light, room, { now, moment: slow });
  for (let n = 1; n <= 5; n += 1) {
    await seen.begin(heard(`${n}`, 'a:chat'));
    assert.equal(await room.take('a:chat'), 0);
    assert.equal(await sentTo(db, 'a:chat'), n);
  }
});

test('without room the bot reserves nothing, and the answer gets the time to wait', async (t) => {
  const { db, light } = await server.fresh(t);
  const room = messageRoom(light, () => 0);
  const seen = keepActivities(light, room, { now, moment: () => 0 });
  for (let n = 0; n < 7; n += 1) assert.equal(await room.take('a:chat'), 0);
  const begun = await seen.begin(heard('1', 'a:chat'));
  assert.deepEqual(begun, { kind: 'first', known: undefined, counted: undefined });
  assert.ok((await room.take('a:chat')) > 0);
  assert.equal(await sentTo(db, 'a:chat'), 7);
});

test('a wait from Teams for a conversation counts in all replicas and threads, and in no other conversation', async (t) => {
  const { light } = await server.fresh(t);
  const [one, other] = [messageRoom(light, () => 0), messageRoom(light, () => 0)];
  const seen = keepActivities(light, one, { now, moment: () => 0 });
  await seen.begin(heard('1', 'a:chat'));
  await one.hold('a:chat', 60);
  // A permit from before the wait is as useless as any other.
  for (const room of [one, other]) assert.ok((await room.take('a:chat')) > 50_000);
  await one.hold('19:channel', 60);
  await one.hold('19:channel;messageid=7', 1);
  assert.ok((await other.take('19:channel;messageid=8')) > 50_000);
  assert.equal(await other.take('a:other'), 0);
});

test('a repeated delivery of a message counts no second answer', async (t) => {
  const { db, light } = await server.fresh(t);
  const room = messageRoom(light, () => 0);
  const seen = keepActivities(light, room, { now, moment: () => 0 });
  await Promise.all(Array.from({ length: 20 }, () => seen.begin(heard('1', 'a:chat'))));
  assert.equal(await sentTo(db, 'a:chat'), 1);
});
