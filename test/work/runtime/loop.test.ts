import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startLoop } from '../../../src/work/runtime/loop.ts';
import { start } from '../../store/make-request.ts';
import { fakeClock } from '../fake-clock.ts';

/** Turns that a test ends by hand. It can wait for their beginnings. */
function turns() {
  const begun: { end: (next: 'more' | 'idle') => void; fail: (error: Error) => void }[] = [];
  let tell = (): void => {};
  return {
    begun,
    turn: () =>
      new Promise<'more' | 'idle'>((end, fail) => {
        begun.push({ end, fail });
        tell();
      }),
    reaches: (count: number) =>
      new Promise<void>((resolve) => {
        tell = () => {
          if (begun.length >= count) resolve();
        };
        tell();
      }),
  };
}

test('a loop goes on at once while there is more, and sleeps when there is not', async () => {
  const clock = fakeClock(start);
  const { begun, turn, reaches } = turns();
  const loop = startLoop({ clock, onError: assert.ifError }, 1000, turn);
  begun[0]?.end('more');
  await reaches(2);
  begun[1]?.end('idle');
  clock.advance(999);
  assert.equal(begun.length, 2);
  const third = reaches(3);
  // The loop is asleep before this advance.
  await new Promise(setImmediate);
  clock.advance(1000);
  await third;
  const stopped = loop.stop();
  begun[2]?.end('idle');
  await stopped;
});

test('the loop does not lose a wake-up during a turn', async () => {
  const { begun, turn, reaches } = turns();
  const loop = startLoop({ clock: fakeClock(start), onError: assert.ifError }, 1000, turn);
  loop.wake();
  begun[0]?.end('idle');
  await reaches(2);
  const stopped = loop.stop();
  begun[1]?.end('more');
  await stopped;
});

test('a wake-up ends the sleep', async () => {
  const { begun, turn, reaches } = turns();
  const loop = startLoop({ clock: fakeClock(start), onError: assert.ifError }, 1000, turn);
  begun[0]?.end('idle');
  await new Promise(setImmediate);
  loop.wake();
  await reaches(2);
  const stopped = loop.stop();
  begun[1]?.end('idle');
  await stopped;
});

test('a loop reports a turn that throws and runs again after the pause', async () => {
  const clock = fakeClock(start);
  const errors: unknown[] = [];
  const { begun, turn, reaches } = turns();
  const loop = startLoop({ clock, onError: (error) => errors.push(error) }, 1000, turn);
  begun[0]?.fail(new Error('the database is away'));
  await new Promise(setImmediate);
  assert.equal(errors.length, 1);
  clock.advance(1000);
  await reaches(2);
  const stopped = loop.stop();
  begun[1]?.end('idle');
  await stopped;
});

test('a loop that fails while somebody wakes it waits for its pause all the same, and ends when it is stopped', async () => {
  const clock = fakeClock(start);
  let failed = 0;
  const onError = () => {
    failed += 1;
  };
  const loop = startLoop({ clock, onError }, 1000, async () => {
    // Enough: a loop that never waits would also never let this test go on.
    if (failed < 50) queueMicrotask(() => loop.wake());
    await Promise.resolve();
    throw new Error('Cannot use a pool after calling end on the pool');
  });
  await new Promise(setImmediate);
  loop.wake();
  await new Promise(setImmediate);
  assert.equal(failed, 1);
  clock.advance(1000);
  await new Promise(setImmediate);
  assert.equal(failed, 2);
  await loop.stop();
  assert.equal(failed, 2);
});
