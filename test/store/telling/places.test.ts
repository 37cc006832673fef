import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findPlace,
  forgetPlaces,
  learnPlace,
  markPlaceDead,
  readPlace,
} from '../../../src/store/telling/places.ts';
import { requesterId, start, tenantId } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';

const server = await startDatabase();
const person = {
  tenantId,
  kind: 'person',
  key: requesterId,
  teamId: null,
  reference: { conversationId: 'a:1' },
  locale: 'nl-NL',
  timeZone: 'Europe/Amsterdam',
  name: null,
} as const;

test('a place is new once, and storing it again loses nothing', async (t) => {
  const { db } = await server.fresh(t);
  const first = await learnPlace(db, person, start);
  const changed = { ...person, reference: { conversationId: 'a:2' }, locale: null, timeZone: null };
  const second = await learnPlace(db, changed, start);
  assert.deepEqual([first.isNew, second.isNew, second.id], [true, false, first.id]);
  const place = await findPlace(db, tenantId, 'person', requesterId);
  assert.deepEqual(place?.reference, { conversationId: 'a:2' });
  assert.deepEqual([place?.locale, place?.timeZone], ['nl-NL', 'Europe/Amsterdam']);
});

test('the bot does not find a dead place until a message comes from it', async (t) => {
  const { db } = await server.fresh(t);
  const { id } = await learnPlace(db, person, start);
  await markPlaceDead(db, id, start);
  assert.equal(await findPlace(db, tenantId, 'person', requesterId), undefined);
  assert.deepEqual((await readPlace(db, id))?.deadAt, start);
  await learnPlace(db, person, start);
  assert.equal((await findPlace(db, tenantId, 'person', requesterId))?.id, id);
});

test('when a team removes the bot it forgets only the team and its channels', async (t) => {
  const { db } = await server.fresh(t);
  await learnPlace(db, person, start);
  await learnPlace(db, { ...person, kind: 'team', key: 'atlas', teamId: 'atlas' }, start);
  await learnPlace(db, { ...person, kind: 'channel', key: '19:a', teamId: 'atlas' }, start);
  await learnPlace(db, { ...person, kind: 'channel', key: '19:b', teamId: 'borealis' }, start);
  await forgetPlaces(db, tenantId, 'atlas', start);
  assert.equal(await findPlace(db, tenantId, 'team', 'atlas'), undefined);
  assert.equal(await findPlace(db, tenantId, 'channel', '19:a'), undefined);
  assert.ok(await findPlace(db, tenantId, 'channel', '19:b'));
  assert.ok(await findPlace(db, tenantId, 'person', requesterId));
});

test('people of two tenants are two places', async (t) => {
  const { db } = await server.fresh(t);
  await learnPlace(db, person, start);
  assert.equal(await findPlace(db, 'another', 'person', requesterId), undefined);
});
