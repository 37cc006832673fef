import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { batchCalls } from '../src/batch-calls.ts';

/** Keeps every call until the test ends it, and records its questions. */
function kept(mayRepeat: (error: unknown) => boolean = () => false) {
  const calls: { asked: readonly string[]; go: (error?: Error) => void }[] = [];
  const ask = batchCalls<string, string>({
    async call(asked) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      calls.push({ asked, go: (error) => (error ? reject(error) : resolve()) });
      await promise;
      return asked.map((each) => `${each}!`);
    },
    nameOf: (asked) => asked.toLowerCase(),
    mayRepeat,
  });
  const next = (n: number) => {
    const call = calls[n];
    if (call === undefined) throw new Error(`There is no call ${n}`);
    return call;
  };
  return { calls, ask, next };
}

test('questions that arrive during a call share the next one', async () => {
  const { calls, ask, next } = kept();
  const [a, b, c] = [ask('a'), ask('b'), ask('c')];
  assert.deepEqual(next(0).asked, ['a']);
  next(0).go();
  assert.equal(await a, 'a!');
  await turn();
  assert.deepEqual(next(1).asked.toSorted(), ['b', 'c']);
  next(1).go();
  assert.deepEqual(await Promise.all([b, c]), ['b!', 'c!']);
  assert.equal(calls.length, 2);
});

test('two questions of the same name get two calls, one after the other', async () => {
  const { ask, next } = kept();
  const all = [ask('x'), ask('a'), ask('A'), ask('b')];
  next(0).go();
  await turn();
  assert.deepEqual(next(1).asked.toSorted(), ['a', 'b']);
  next(1).go();
  await turn();
  assert.deepEqual(next(2).asked, ['A']);
  next(2).go();
  assert.deepEqual(await Promise.all(all), ['x!', 'a!', 'A!', 'b!']);
});

test('a failed call fails only its own questions, and the next call follows', async () => {
  const { ask, next } = kept();
  const [a, b] = [ask('a'), ask('b')];
  next(0).go(new Error('gone'));
  await assert.rejects(a, /gone/);
  await turn();
  next(1).go();
  assert.equal(await b, 'b!');
});

test('`mayRepeat` decides by the error if batchCalls repeats a failed call question by question', async () => {
  const { ask, next } = kept((error) => error instanceof Error && error.message === 'refused');
  const [x, a, b, c] = [ask('x'), ask('a'), ask('b'), ask('c')];
  const refused = assert.rejects(b, /refused/);
  next(0).go();
  await turn();
  next(1).go(new Error('refused'));
  for (const n of [2, 3, 4]) {
    await turn();
    next(n).go(next(n).asked[0] === 'b' ? new Error('refused') : undefined);
  }
  await refused;
  assert.deepEqual(await Promise.all([x, a, c]), ['x!', 'a!', 'c!']);
});

test('batchCalls never repeats a call with an unknown outcome', async () => {
  const { calls, ask, next } = kept((error) => error instanceof Error && error.message !== 'lost');
  const [x, a, b] = [ask('x'), ask('a'), ask('b')];
  next(0).go();
  await turn();
  next(1).go(new Error('lost'));
  await assert.rejects(a, /lost/);
  await assert.rejects(b, /lost/);
  assert.equal(await x, 'x!');
  assert.equal(calls.length, 2);
});

/** Doubles numbers, and repeats a failed call number by number. Records the calls, and makes each when told to. */
function byHand(how: { fails?: (item: number) => boolean; most?: number } = {}) {
  const calls: (readonly number[])[] = [];
  const gates: (() => void)[] = [];
  const ask = batchCalls<number, number>({
    async call(items) {
      calls.push(items);
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.push(resolve);
      await promise;
      if (how.fails !== undefined && items.some(how.fails)) throw new Error(`not ${items}`);
      return items.map((item) => item * 2);
    },
    mayRepeat: () => true,
    ...(how.most === undefined ? {} : { most: how.most }),
  });
  /** Ends the call under way, and the calls after it. */
  async function letGo(): Promise<void> {
    for (let gate = gates.shift(); gate !== undefined; gate = gates.shift()) {
      gate();
      await turn();
    }
  }
  return { ask, calls, letGo };
}

test('without names equal questions share a call, and each gets its own answer', async () => {
  const { ask, calls, letGo } = byHand();
  const answers = Promise.all([1, 2, 3, 2].map(ask));
  await letGo();
  assert.deepEqual(await answers, [2, 4, 6, 4]);
  assert.deepEqual(calls, [[1], [2, 3, 2]]);
});

test('no call is larger than `most`', async () => {
  const { ask, calls, letGo } = byHand({ most: 2 });
  const answers = Promise.all([1, 2, 3, 4].map(ask));
  await letGo();
  assert.deepEqual(await answers, [2, 4, 6, 8]);
  assert.deepEqual(calls, [[1], [2, 3], [4]]);
});

test('when batchCalls may repeat a call one failed question fails no other', async () => {
  const { ask, calls, letGo } = byHand({ fails: (item) => item === 3 });
  const answers = Promise.allSettled([1, 2, 3, 4].map(ask));
  await letGo();
  assert.deepEqual(
    (await answers).map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(calls, [[1], [2, 3, 4], [2], [3], [4]]);
});

test('the next call follows after all questions have failed', async () => {
  const { ask, letGo } = byHand({ fails: (item) => item === 1 });
  const first = assert.rejects(ask(1));
  await letGo();
  await first;
  const second = ask(2);
  await letGo();
  assert.equal(await second, 4);
});
