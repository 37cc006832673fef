// Part of npm test: a quarter of the test files that need the PostgreSQL of the run.
import { importTests } from './import-tests.ts';

await importTests('database', { part: 4, of: 4 });
