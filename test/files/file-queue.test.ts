import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFileQueue, FilesBusy } from '../../bot/files/file-queue.ts';

test('no more files are made at once than the queue allows, the others wait and hear so', async () => {
  const queue = createFileQueue({ atOnce: 2, mostWaiting: 2 });
  const heard: string[] = [];
  const gates = new Map<string, () => void>();
  const take = (name: string) =>
    queue.take(
      () => {
        heard.push(`${name} begins`);
        return new Promise<string>((resolve) => gates.set(name, () => resolve(name)));
      },
      async () => {
        heard.push(`${name} waits`);
        throw new Error('words that fail cost nobody the file');
      },
    );
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(take);
  await assert.rejects(take('e'), FilesBusy);
  assert.deepEqual(heard.toSorted(), ['a begins', 'b begins', 'c waits', 'd waits']);
  gates.get('b')?.();
  assert.equal(await b, 'b');
  await new Promise(setImmediate);
  assert.equal(heard.at(-1), 'c begins');
  gates.get('a')?.();
  gates.get('c')?.();
  assert.deepEqual([await a, await c], ['a', 'c']);
  await new Promise(setImmediate);
  gates.get('d')?.();
  assert.equal(await d, 'd');
});

test('a file that cannot be made gives its turn to the next one', async () => {
  const queue = createFileQueue({ atOnce: 1, mostWaiting: 1 });
  const broken = queue.take(() => Promise.reject(new Error('no room')));
  const next = queue.take(async () => 'made');
  await assert.rejects(broken, /no room/);
  assert.equal(await next, 'made');
});
