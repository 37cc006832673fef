import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { openBreaker } from '../../../src/store/steps/breaker.ts';
import {
  intendSteps,
  postponeSteps,
  putOffSteps,
} from '../../../src/store/steps/postpone-steps.ts';
import { type Settlement, settleSteps } from '../../../src/store/steps/settle-steps.ts';
import type { DueStep } from '../../../src/store/steps/steps.ts';
import { dropLeases, renewLeases } from '../../../src/store/steps/take-steps.ts';
import { startInvitations } from '../../../src/work/engine/start-invitations.ts';
import { applyAtlas, makeApproved, start } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';
import { takeAny } from '../take-any.ts';

const server = await startDatabase();
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const people = (count: number, name = 'p') =>
  Array.from({ length: count }, (_, n) => `${name}${n}@fabrikam.com`);

async function withInvites(db: Db, count: number): Promise<void> {
  await applyAtlas(db);
  await makeApproved(db, { addresses: people(count) });
  await startInvitations(db, 1000, start);
}

const take = (db: Db, name: string, limit = 10, now = start): Promise<DueStep[]> =>
  takeAny(db, { name, limit, now });

async function statesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state from step where kind = 'invite' order by id`.execute(db);
  return rows.map(({ state }) => state);
}

test('workers that take steps at the same moment never get the same one', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 100);
  const ids: number[] = [];
  const worker = async (name: string) => {
    while (ids.length < 100) ids.push(...(await take(db, name)).map(({ id }) => id));
  };
  await Promise.all(Array.from({ length: 12 }, (_, n) => worker(`worker ${n}`)));
  assert.equal(ids.length, 100);
  assert.equal(new Set(ids).size, 100);
});

test('an intended step comes back unchanged when its lease ends', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 2);
  const [first, second] = await take(db, 'one');
  assert.ok(first && second);
  await intendSteps(db, [first], start);
  assert.deepEqual(await take(db, 'two', 10, after(11)), []);
  const later = await take(db, 'two', 10, after(12));
  assert.deepEqual(
    later.map(({ id, state, attempts }) => [id, state, attempts]).toSorted(),
    [
      [first.id, 'intended', 1],
      [second.id, 'due', 0],
    ].toSorted(),
  );
});

test('a worker renews its own leases, and no other worker does', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 1);
  const first = await take(db, 'one');
  const second = await take(db, 'two', 10, after(12));
  assert.equal(second.length, 1);
  await renewLeases(db, first, after(200));
  await renewLeases(db, second, after(100));
  assert.deepEqual(await take(db, 'three', 10, after(99)), []);
  assert.equal((await take(db, 'three', 10, after(100))).length, 1);
});

test('a worker that lost a step writes nothing about it, not even under the same name', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 1);
  const late = await take(db, 'one');
  const [now] = await take(db, 'one', 10, after(13));
  assert.ok(now);
  assert.deepEqual(await intendSteps(db, [now], after(13)), [now.id]);
  assert.deepEqual(await intendSteps(db, late, after(14)), []);
  await postponeSteps(db, late, { state: 'due', dueAt: after(14), answer: 'pace' });
  await putOffSteps(db, late, after(14));
  assert.deepEqual(await statesOf(db), ['intended']);
  assert.deepEqual(await take(db, 'two', 10, after(15)), []);
});

test('no replica can mark an intended invite as intended again', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 1);
  const held = await take(db, 'one');
  assert.equal((await intendSteps(db, held, start)).length, 1);
  assert.equal((await intendSteps(db, held, start)).length, 0);
});

test('a postponed intended step stays intended', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 2);
  const held = await take(db, 'one');
  await intendSteps(db, held.slice(0, 1), start);
  await putOffSteps(db, held, after(5));
  assert.deepEqual((await statesOf(db)).toSorted(), ['due', 'intended']);
  assert.equal((await take(db, 'two', 10, after(5))).length, 2);
});

test('an open breaker keeps due steps back, and the bot still searches for lost invites', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 2);
  const held = await take(db, 'one');
  const [sent] = held;
  assert.ok(sent);
  await intendSteps(db, [sent], start);
  await openBreaker(db, { code: 'tenant blocked' }, start);
  assert.deepEqual(await intendSteps(db, held.slice(1), start), []);
  const taken = await take(db, 'two', 10, after(13));
  assert.deepEqual(
    taken.map(({ id }) => id),
    [sent.id],
  );
});

test('the first of two answers to one step counts', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 1);
  const taken = await take(db, 'one');
  const all = (settlement: Settlement) => taken.map(({ id }) => ({ id, ...settlement }));
  const settled = await Promise.all(
    Array.from({ length: 10 }, () =>
      settleSteps(db, all({ state: 'done', answer: 'made' }), after(1)),
    ),
  );
  assert.equal(
    settled.reduce((sum, count) => sum + count, 0),
    1,
  );
  assert.equal(await settleSteps(db, all({ state: 'refused', answer: 'refused' }), after(2)), 0);
});

test('a bot that starts alone takes the steps of a dead one over at once', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 1);
  await take(db, 'dead');
  await dropLeases(db, 'new');
  assert.equal((await take(db, 'new')).length, 1);
});

test('workers that renew and put off the same steps do not deadlock', async (t) => {
  const { db } = await server.fresh(t);
  await withInvites(db, 60);
  const held = await take(db, 'one', 60);
  const shuffled = held.toSorted((a, b) => ((a.id * 7919) % 61) - ((b.id * 7919) % 61));
  const rounds = Array.from({ length: 30 }, (_, n) => n);
  await Promise.all([
    ...rounds.map((n) => renewLeases(db, n % 2 === 0 ? held : shuffled, after(n + 100))),
    ...rounds.map((n) => {
      const steps = n % 2 === 0 ? shuffled : held;
      return postponeSteps(db, steps.slice(n, n + 30), {
        state: 'due',
        dueAt: after(200),
        answer: 'pace',
      });
    }),
  ]);
  assert.deepEqual(new Set(await statesOf(db)), new Set(['due']));
});
