// npm test: every test file that there is.
import { availableParallelism } from 'node:os';
import { type RunOptions, run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { readTree } from './architecture/read-tree.ts';
import { type Need, testsByNeed } from './needs.ts';

const files = testsByNeed(readTree());
const needing = (need: Need) =>
  (files.get(need) ?? []).map((path) => fileURLToPath(new URL(`../${path}`, import.meta.url)));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The longest files, as measured. One that begins last would keep the whole run waiting for it alone. */
const longest = [
  'truth/seeded/seeded-lies',
  'journeys/crash',
  'journeys/approval-many',
  'journeys/redemption-burst',
  'journeys/taken-over',
  'journeys/hard-graph',
  'journeys/end-of-access',
  'journeys/cut-short',
].map((name) => here(`./${name}.test.ts`));
const isLong = (path: string) => longest.includes(path);

const processes = needing('processes');
// A browser draws with the processor, so several at once leave the bots none. A file with a browser begins after each
// two without. The long files still begin first.
const others = [...processes.filter(isLong), ...processes.filter((path) => !isLong(path))];
const alone = [
  ...needing('browser').flatMap((path, n) => [path, ...others.slice(2 * n, 2 * n + 2)]),
  ...others.slice(2 * needing('browser').length),
];
const together = ['nothing', 'database-1', 'database-2', 'database-3', 'database-4'].map((name) =>
  here(`./together/${name}.ts`),
);

/** Half of a journey is waiting. With many more at once, each takes so long that the bot's own time limits pass. */
const filesAtOnce = 2 * availableParallelism() + 1;

// Node's types do not know of the setup yet.
const options: RunOptions & { globalSetupPath: string } = {
  files: [...together, ...alone],
  concurrency: filesAtOnce,
  globalSetupPath: here('./all-tests.ts'),
};
run(options)
  .on('test:summary', ({ success }) => {
    if (!success) process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
