// Part of npm test: the test files that need nothing besides Node.
import { importTests } from './import-tests.ts';

await importTests('nothing', { part: 1, of: 1 });
