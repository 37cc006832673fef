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
const withProcesses: Record<Exclude<Need, 'nothing'>, string[]> = {
  browser: needing('browser'),
  processes: needing('processes'),
  database: needing('database'),
};

// Node's types do not know of the setup yet.
const options: RunOptions & { globalSetupPath: string } = {
  // Most files need nothing, and to start a process for each costs more than their tests: they share one.
  files: [here('./needing-nothing.ts'), ...Object.values(withProcesses).flat()],
  concurrency: 6,
  globalSetupPath: here('./all-tests.ts'),
};
run(options)
  .on('test:summary', ({ success }) => {
    if (!success) process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
