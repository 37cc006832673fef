import assert from 'node:assert/strict';
import { test } from 'node:test';
import { together } from '../../../src/work/runtime/batch-writes.ts';

/** Notes the batches, and carries each out when it is told to. */
function byHand(fails: (item: number) => boolean = () => false) {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const call = together(async (items: readonly number[]) => {
    batches.push([...items]);
    const { promise, resolve } = Promise.withResolvers<void>();
    gates.push(resolve);
    await promise;
    if (items.some(fails)) throw new Error(`not ${items}`);
    return (item) => item * 2;
  });
  /** Lets go what is being carried out, and whatever follows. */
  async function letGo(): Promise<void> {
    for (let gate = gates.shift(); gate !== undefined; gate = gates.shift()) {
      gate();
      await new Promise(setImmediate);
    }
  }
  return { call, batches, letGo };
}

test('what comes in while something is carried out goes together, each with its own result', async () => {
  const { call, batches, letGo } = byHand();
  const results = Promise.all([1, 2, 3].map(call));
  await letGo();
  assert.deepEqual(await results, [2, 4, 6]);
  assert.deepEqual(batches, [[1], [2, 3]]);
});

test('one that cannot be carried out takes no other along', async () => {
  const { call, batches, letGo } = byHand((item) => item === 3);
  const results = Promise.allSettled([1, 2, 3, 4].map(call));
  await letGo();
  assert.deepEqual(
    (await results).map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(batches, [[1], [2, 3, 4], [2], [3], [4]]);
});

test('it goes on after everything has failed', async () => {
  const { call, letGo } = byHand((item) => item === 1);
  const first = assert.rejects(call(1));
  await letGo();
  await first;
  const second = call(2);
  await letGo();
  assert.equal(await second, 4);
});
