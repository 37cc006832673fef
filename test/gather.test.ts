import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { gather } from '../src/gather.ts';

/** Keeps every call until it is let go, and remembers what each was asked. */
function held(mayRepeat: (error: unknown) => boolean = () => false) {
  const calls: { asked: readonly string[]; go: (error?: Error) => void }[] = [];
  const ask = gather<string, string>({
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

test('what has the same name is answered by two calls, in turn', async () => {
  const { ask, next } = held();
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

test('a call that fails fails for those who were in it, and the next goes on', async () => {
  const { ask, next } = held();
  const [a, b] = [ask('a'), ask('b')];
  next(0).go(new Error('gone'));
  await assert.rejects(a, /gone/);
  await turn();
  next(1).go();
  assert.equal(await b, 'b!');
});

test('where a failure left nothing behind, one who cannot be answered does not spoil it for the others', async () => {
  const { ask, next } = held((error) => error instanceof Error && error.message === 'refused');
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

test('where it is not known what a failed call has done nothing is asked again', async () => {
  const { calls, ask, next } = held((error) => error instanceof Error && error.message !== 'lost');
  const [x, a, b] = [ask('x'), ask('a'), ask('b')];
  next(0).go();
  await turn();
  next(1).go(new Error('lost'));
  await assert.rejects(a, /lost/);
  await assert.rejects(b, /lost/);
  assert.equal(await x, 'x!');
  assert.equal(calls.length, 2);
});
