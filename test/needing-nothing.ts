// Part of npm test: the test files that need nothing besides Node, all of them in this one process.
import { before, test } from 'node:test';
import { readTree } from './architecture/read-tree.ts';
import { testsByNeed } from './needs.ts';

const read = Promise.withResolvers<void>();
// Tests begin as soon as there is one. On a busy machine the reading of so many modules would hold them up by minutes.
before(() => read.promise);

for (const path of testsByNeed(readTree()).get('nothing') ?? []) {
  await import(new URL(`../${path}`, import.meta.url).href).catch((error: unknown) => {
    test(path, () => {
      throw error;
    });
  });
}
read.resolve();
