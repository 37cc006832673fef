// npm test: every test file that there is.
import { type RunOptions, run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { readTree } from './architecture/read-tree.ts';
import { type Need, testsByNeed } from './needs.ts';

const files = testsByNeed(readTree());
const needing = (need: Need) =>
  (files.get(need) ?? []).map((path) => fileURLToPath(new URL(`../${path}`, import.meta.url)));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

// In this order: who waits long for other programs should not be the last to begin.
const alone = [...needing('browser'), ...needing('processes')];
const together = ['nothing', 'database-1', 'database-2', 'database-3', 'database-4'].map((name) =>
  here(`./together/${name}.ts`),
);

// Node's types do not know of the setup yet.
const options: RunOptions & { globalSetupPath: string } = {
  files: [...together, ...alone],
  concurrency: 8,
  globalSetupPath: here('./all-tests.ts'),
};
run(options)
  .on('test:summary', ({ success }) => {
    if (!success) process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
