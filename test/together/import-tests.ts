import { before, test } from 'node:test';
import { readTree } from '../architecture/read-tree.ts';
import { type Need, testsByNeed } from '../needs.ts';

/**
 * Runs test files in this one process: most files cost less than to start a process and load the modules again.
 * `part`, from 1: one of `of` equal parts of the files with this need. A file that cannot be read is a failed test.
 */
export async function importTests(need: Need, { part, of }: { part: number; of: number }) {
  const read = Promise.withResolvers<void>();
  // Tests begin as soon as there is one. On a busy machine the reading of so many modules would hold them up by
  // minutes.
  before(() => read.promise);
  const files = testsByNeed(readTree()).get(need) ?? [];
  for (const path of files.filter((_, index) => index % of === part - 1)) {
    await import(new URL(`../../${path}`, import.meta.url).href).catch((error: unknown) => {
      test(path, () => {
        throw error;
      });
    });
  }
  read.resolve();
}
