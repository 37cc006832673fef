import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { learnChannel, learnPlaces } from '../../bot/turns/learn-places.ts';
import type { Origin } from '../../bot/turns/read-turn.ts';
import type { Db } from '../../src/store/database.ts';
import { findPlace, forgetPlaces } from '../../src/store/telling/places.ts';
import { startDatabase } from '../store/start-database.ts';

const server = await startDatabase();
const tenantId = 'c0000000-0000-4000-8000-000000000001';
const personId = 'a1000000-0000-4000-8000-000000000001';
const reference = {
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversationId: 'a:chat',
  botId: '28:bot',
  tenantId,
  userId: '29:alex',
};
const origin: Origin = {
  who: { tenantId, personId, name: 'Alex Wilber' },
  scope: 'personal',
  text: 'hi',
  message: { id: 'f:1', edited: false },
  beside: undefined,
  reference,
  channel: undefined,
  teamThreadId: undefined,
  locale: 'nl-NL',
  timeZone: 'Europe/Amsterdam',
};

const depsFor = (db: Db) => ({
  db,
  connector: { team: async () => ({ kind: 'dead' }) as const },
  now: () => new Date('2026-06-01T12:00:00Z'),
});

/** The version of each row. Every write changes it. */
async function versionsOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ version: string }>`
    select ctid::text as version from place order by id`.execute(db);
  return rows.map(({ version }) => version);
}

test('a message with nothing new about its place makes no write', async (t) => {
  const { db } = await server.fresh(t);
  const first = await learnPlaces(depsFor(db), origin);
  const before = await versionsOf(db);
  const again = await learnPlaces(depsFor(db), { ...origin, text: 'help', timeZone: undefined });
  assert.deepEqual([first.isNew, again.isNew], [true, false]);
  assert.deepEqual(again, { locale: 'nl-NL', timeZone: 'Europe/Amsterdam', isNew: false });
  assert.deepEqual(await versionsOf(db), before);
});

test('the bot stores a changed service address at once', async (t) => {
  const { db } = await server.fresh(t);
  await learnPlaces(depsFor(db), origin);
  const moved = { ...reference, serviceUrl: 'https://smba.trafficmanager.net/amer/' };
  await learnPlaces(depsFor(db), { ...origin, reference: moved, locale: 'en-GB' });
  const place = await findPlace(db, tenantId, 'person', personId);
  assert.deepEqual(place?.reference, moved);
  assert.equal(place?.locale, 'en-GB');
});

test('the bot stores a forgotten place again at the next message from there', async (t) => {
  const { db } = await server.fresh(t);
  await learnPlaces(depsFor(db), origin);
  await forgetPlaces(db, tenantId, personId, new Date());
  await learnPlaces(depsFor(db), origin);
  assert.notEqual(await findPlace(db, tenantId, 'person', personId), undefined);
});

test('the bot writes a channel and its team once, and again after a change', async (t) => {
  const { db } = await server.fresh(t);
  const seen = {
    tenantId,
    reference: { ...reference, conversationId: '19:partners;messageid=1' },
    channelId: '19:partners',
    teamId: '9a000000-0000-4000-8000-000000000007',
    teamThreadId: '19:team',
  };
  assert.equal(await learnChannel(depsFor(db), seen), true);
  const before = await versionsOf(db);
  const elsewhere = {
    ...seen,
    reference: { ...reference, conversationId: '19:partners;messageid=2' },
  };
  assert.equal(await learnChannel(depsFor(db), elsewhere), false);
  assert.deepEqual(await versionsOf(db), before);
  const serviceUrl = 'https://smba.trafficmanager.net/amer/';
  await learnChannel(depsFor(db), { ...seen, reference: { ...seen.reference, serviceUrl } });
  for (const [kind, key] of [
    ['channel', seen.channelId],
    ['team', seen.teamId],
  ] as const) {
    const place = await findPlace(db, tenantId, kind, key);
    assert.match(JSON.stringify(place?.reference), /amer/);
  }
});
