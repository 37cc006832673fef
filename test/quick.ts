// npm run test:quick: runs all test files that need neither a browser nor a process, in this one process.
// npm run test:quick -- database: runs the test files that need the PostgreSQL of the run.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readTree } from './architecture/read-tree.ts';
import { testsByNeed } from './needs.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const files = testsByNeed(readTree());
const [wanted = 'nothing'] = process.argv.slice(2);
const options =
  wanted === 'database'
    ? ['--test-global-setup=test/all-tests.ts', '--test-concurrency=2']
    : ['--test-isolation=none'];
const chosen = files.get(wanted === 'database' ? 'database' : 'nothing') ?? [];
const run = spawn(process.execPath, ['--test', '--test-reporter=dot', ...options, ...chosen], {
  cwd: root,
  stdio: 'inherit',
});
run.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
