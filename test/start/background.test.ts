import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBackground } from '../../bot/start/background.ts';

test('a bot that stops waits for work of its turns, and not for what never ends', async () => {
  const warned: unknown[] = [];
  const background = createBackground({
    error() {},
    warn: (event, fields) => warned.push([event, fields]),
  });
  let done = false;
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = async () => {
    await promise;
    done = true;
  };
  background.add(work());
  const settled = background.settled(60_000);
  resolve();
  await settled;
  assert.equal(done, true);
  assert.deepEqual(warned, []);
  background.add(new Promise(() => undefined));
  await background.settled(1);
  assert.deepEqual(warned, [['background work cut off', { count: 1 }]]);
});
