import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { gather } from '../../src/store/gather.ts';

/** Keeps every call until it is let go, and remembers what each was asked. */
function held() {
  const calls: { asked: readonly string[]; go: (error?: Error) => void }[] = [];
  const ask = gather(async (asked: readonly string[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    calls.push({ asked, go: (error) => (error ? reject(error) : resolve()) });
    await promise;
    return new Map(asked.map((each) => [each, `${each}!`]));
  });
  const next = (n: number) => {
    const call = calls[n];
    if (call === undefined) throw new Error(`There is no call ${n}`);
    return call;
  };
  return { calls, ask, next };
}

test('what is asked while a call is under way goes together in the next one', async () => {
  const { calls, ask, next } = held();
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

test('what is asked twice is answered by two calls, in turn', async () => {
  const { ask, next } = held();
  const all = [ask('x'), ask('a'), ask('a'), ask('b')];
  next(0).go();
  await turn();
  assert.deepEqual(next(1).asked.toSorted(), ['a', 'b']);
  next(1).go();
  await turn();
  assert.deepEqual(next(2).asked, ['a']);
  next(2).go();
  assert.deepEqual(await Promise.all(all), ['x!', 'a!', 'a!', 'b!']);
});

test('a call that fails fails for those who were in it, and the next goes on', async () => {
  const { ask, next } = held();
  const [a, b] = [ask('a'), ask('b')];
  next(0).go(new Error('gone'));
  await assert.rejects(a, /gone/);
  await turn();
  next(1).go();
  assert.equal(await b, 'b!');
});
