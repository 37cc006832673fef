import { readFileSync } from 'node:fs';
import { faultsOf, tourFaults } from './faults.ts';
import { readTree } from './read-tree.ts';

// `npm run check` runs this to name each file that breaks a rule of the house.
const tour = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');
const faults = [...faultsOf(readTree()), ...tourFaults(tour)];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
