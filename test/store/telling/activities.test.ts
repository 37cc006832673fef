import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  abandonActivity,
  beginActivities,
  finishActivities,
  forgetActivities,
} from '../../../src/store/telling/activities.ts';
import { forgetPlaces, learnPlace } from '../../../src/store/telling/places.ts';
import { start, tenantId } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';
import { after, answers, begin, beginAll, countOf, first, key, keys } from './begin-all.ts';

const server = await startDatabase();

test('one of fifty deliveries at once is first', async (t) => {
  const { light } = await server.fresh(t);
  const begun = await Promise.all(Array.from({ length: 50 }, () => begin(light)));
  assert.equal(countOf(begun, 'first'), 1);
  assert.equal(countOf(begun, 'busy'), 49);
});

test('a repeated delivery gets the stored answer', async (t) => {
  const { light } = await server.fresh(t);
  await begin(light);
  const answer = { status: 200, body: { type: 'card', says: 'a "word" \\ {x}, NULL' } };
  await finishActivities(light, [{ key, answer }]);
  assert.deepEqual(await begin(light, after(3600)), { kind: 'done', answer });
});

test('another person who sends an activity of the same name never gets the first one\u2019s answer', async (t) => {
  const { light } = await server.fresh(t);
  const sent = async (personId: string | undefined, now: Date) => {
    const lease = { now, leaseUntil: new Date(now.getTime() + 30_000) };
    const [begun] = await beginActivities(light, [{ key, personId }], { ...lease, ...answers });
    return begun;
  };
  const foreign = { kind: "somebody else's" };
  assert.equal((await sent('adele', start))?.kind, 'first');
  for (const other of ['megan', undefined]) {
    assert.deepEqual(await sent(other, after(1)), foreign, 'while it is being worked on');
    assert.deepEqual(await sent(other, after(31)), foreign, 'after its lease');
  }
  const answer = { status: 200, body: 'for Adele alone' };
  await finishActivities(light, [{ key, answer }]);
  assert.deepEqual(await sent('megan', after(60)), foreign);
  assert.deepEqual(await sent('adele', after(60)), { kind: 'done', answer });
});

test('another replica takes over the activity of a dead one once, after its lease', async (t) => {
  const { light } = await server.fresh(t);
  await begin(light);
  assert.deepEqual(await begin(light, after(29)), { kind: 'busy' });
  const begun = await Promise.all(Array.from({ length: 20 }, () => begin(light, after(31))));
  assert.equal(countOf(begun, 'first'), 1);
});

test('a replica may handle an abandoned activity at once', async (t) => {
  const { light } = await server.fresh(t);
  await begin(light);
  await abandonActivity(light, key);
  assert.deepEqual(await begin(light, after(1)), first);
});

test('the bot forgets old activities with their answers', async (t) => {
  const { db, light } = await server.fresh(t);
  await begin(light);
  await finishActivities(light, [{ key, answer: null }]);
  await forgetActivities(db, after(1));
  assert.deepEqual(await begin(light, after(2)), first);
});

test('activities that arrive together get answers of their own, in the order in which they arrived', async (t) => {
  const { light } = await server.fresh(t);
  const [done, held, died, fresh] = keys(4);
  assert.ok(done && held && died && fresh);
  await beginAll(light, [done, died]);
  await finishActivities(light, [{ key: done, answer: { status: 200, body: 'told' } }]);
  await beginAll(light, [held], after(20));
  const begun = await beginAll(light, [fresh, held, done, died], after(31));
  const told = { kind: 'done', answer: { status: 200, body: 'told' } };
  assert.deepEqual(begun, [first, { kind: 'busy' }, told, first]);
});

test('activities that finish together keep answers of their own, and no other activity finishes', async (t) => {
  const { light } = await server.fresh(t);
  const [one, two, other] = keys(3);
  assert.ok(one && two && other);
  await beginAll(light, [one, two, other]);
  await finishActivities(light, [
    { key: two, answer: { status: 200, body: 2 } },
    { key: one, answer: null },
  ]);
  assert.deepEqual(await beginAll(light, [one, two, other], after(1)), [
    { kind: 'done', answer: null },
    { kind: 'done', answer: { status: 200, body: 2 } },
    { kind: 'busy' },
  ]);
});

test('replicas that get the same activities in different orders do not deadlock', async (t) => {
  const { light } = await server.fresh(t);
  const all = keys(12);
  const turned = (by: number) => [...all.slice(by), ...all.slice(0, by)];
  const begun = await Promise.all(all.map((_, by) => beginAll(light, turned(by))));
  assert.equal(countOf(begun.flat(), 'first'), 12);
  const answer = { status: 200 };
  await Promise.all(
    all.flatMap((_, by) => [
      finishActivities(
        light,
        turned(by).map((each) => ({ key: each, answer })),
      ),
      beginAll(light, turned(by).toReversed(), after(31)),
    ]),
  );
  assert.equal(countOf(await beginAll(light, all, after(99)), 'done'), 12);
});

test('the first delivery returns what the bot knows about the person, and about nobody else', async (t) => {
  const { db, light } = await server.fresh(t);
  const place = {
    tenantId,
    kind: 'person',
    key: 'alex',
    teamId: null,
    reference: { conversationId: 'a:1' },
    locale: 'nl-NL',
    timeZone: null,
    name: 'Alex',
  } as const;
  await learnPlace(db, place, start);
  await learnPlace(db, { ...place, key: 'gone' }, start);
  await forgetPlaces(db, tenantId, 'gone', start);
  const people = ['stranger', 'alex', 'gone', undefined];
  const incoming = keys(4).map((each, n) => ({ key: each, personId: people[n] }));
  const begun = await beginActivities(light, incoming, {
    now: start,
    leaseUntil: after(30),
    ...answers,
  });
  assert.deepEqual(begun, [first, { ...first, known: place }, first, first]);
});
