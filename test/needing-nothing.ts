// Part of npm test: the test files that need nothing besides Node, all of them in this one process.
import { test } from 'node:test';
import { readTree } from './architecture/read-tree.ts';
import { testsByNeed } from './needs.ts';

for (const path of testsByNeed(readTree()).get('nothing') ?? []) {
  await import(new URL(`../${path}`, import.meta.url).href).catch((error: unknown) => {
    test(path, () => {
      throw error;
    });
  });
}
