import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginActivities } from '../../../src/store/telling/activities.ts';
import { start } from '../make-request.ts';
import { startDatabase } from '../start-database.ts';
import { waitTimes } from '../wait-times.ts';
import { after, answers, beginAll, countOf, keys, limit } from './begin-all.ts';

const server = await startDatabase();

test('only the first delivery counts its immediate answer, as far as the window has room', async (t) => {
  const { light } = await server.fresh(t);
  const [a, b, c, d, e] = keys(5);
  assert.ok(a && b && c && d && e);
  const times = { now: start, leaseUntil: after(30), ...answers };
  await beginAll(light, [b]);
  const incoming = [
    { key: a, personId: undefined, answerTo: 'chat' },
    { key: b, personId: undefined, answerTo: 'repeated' },
    { key: c, personId: undefined },
    { key: d, personId: undefined, answerTo: 'chat' },
    { key: e, personId: undefined, answerTo: 'chat' },
  ];
  const begun = await beginActivities(light, incoming, times);
  assert.deepEqual(
    begun.map((each) => (each.kind === 'first' ? each.counted !== undefined : each.kind)),
    [true, 'busy', false, true, false],
  );
  // The chat has used both permits, and the chat with the repeated activity none.
  const waits = await waitTimes(light, limit, ['chat', 'repeated', 'repeated']);
  assert.deepEqual(
    waits.map((wait) => wait > 0),
    [true, false, false],
  );
});

test('replicas that count answers and messages of the same chats do not deadlock', async (t) => {
  const { light } = await server.fresh(t);
  const wide = { each: [{ count: 1000, seconds: 1 }], all: { count: 60, seconds: 0.000_001 } };
  const times = { now: start, leaseUntil: after(30), limit: wide, holdSeconds: 0 };
  const all = keys(12);
  const turned = (by: number) => [...all.slice(by), ...all.slice(0, by)];
  const begun = await Promise.all(
    all.flatMap((_, by) => {
      const chats = turned(by).map(({ activityId }) => activityId);
      const incoming = turned(by).map((each) => ({
        key: each,
        personId: undefined,
        answerTo: each.activityId,
      }));
      return [
        beginActivities(light, incoming, times),
        waitTimes(light, wide, chats).then(() => []),
      ];
    }),
  );
  assert.equal(countOf(begun.flat(), 'first'), 12);
});
