// npm run test:quick: runs all test files that need neither a browser nor a process, in three processes side by side.
// npm run test:quick -- database: runs the test files that need the PostgreSQL of the run.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readTree } from './architecture/read-tree.ts';
import { testsByNeed } from './needs.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const files = testsByNeed(readTree());

function runTests(options: readonly string[], chosen: readonly string[]): void {
  const args = ['--test', '--test-reporter=dot', ...options, ...chosen];
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).on('exit', (code) => {
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code ?? 1);
  });
}

if (process.argv[2] === 'database') {
  const options = ['--test-global-setup=test/all-tests.ts', '--test-concurrency=2'];
  runTests(options, files.get('database') ?? []);
} else {
  // To start a process for each file costs more than its tests.
  const thirds = Map.groupBy((files.get('nothing') ?? []).entries(), ([at]) => at % 3);
  for (const third of thirds.values()) {
    runTests(
      ['--test-isolation=none'],
      third.map(([, path]) => path),
    );
  }
}
