import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  abandonActivity,
  beginActivity,
  finishActivity,
  forgetActivities,
} from '../../src/store/activities.ts';
import type { Db } from '../../src/store/database.ts';
import { start, tenantId } from './make-request.ts';
import { startDatabase } from './start-database.ts';

const server = await startDatabase();
const key = { tenantId, conversationId: 'a:1', activityId: '1' };
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const begin = (db: Db, now = start) =>
  beginActivity(db, key, now, new Date(now.getTime() + 30_000));

test('of fifty deliveries at once one is first', async (t) => {
  const { db } = await server.fresh(t);
  const begun = await Promise.all(Array.from({ length: 50 }, () => begin(db)));
  assert.equal(begun.filter(({ kind }) => kind === 'first').length, 1);
  assert.equal(begun.filter(({ kind }) => kind === 'busy').length, 49);
});

test('a repeated delivery gets the stored answer', async (t) => {
  const { db } = await server.fresh(t);
  await begin(db);
  await finishActivity(db, key, { status: 200, body: { type: 'card' } });
  const answer = { status: 200, body: { type: 'card' } };
  assert.deepEqual(await begin(db, after(3600)), { kind: 'done', answer });
});

test('what a replica that died held is taken over once, after its lease', async (t) => {
  const { db } = await server.fresh(t);
  await begin(db);
  assert.deepEqual(await begin(db, after(29)), { kind: 'busy' });
  const begun = await Promise.all(Array.from({ length: 20 }, () => begin(db, after(31))));
  assert.equal(begun.filter(({ kind }) => kind === 'first').length, 1);
});

test('what was given up may be handled at once', async (t) => {
  const { db } = await server.fresh(t);
  await begin(db);
  await abandonActivity(db, key);
  assert.deepEqual(await begin(db, after(1)), { kind: 'first' });
});

test('old activities are forgotten with their answers', async (t) => {
  const { db } = await server.fresh(t);
  await begin(db);
  await finishActivity(db, key, null);
  await forgetActivities(db, after(1));
  assert.deepEqual(await begin(db, after(2)), { kind: 'first' });
});
