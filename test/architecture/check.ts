import { faultsOf } from './faults.ts';
import { readTree } from './read-tree.ts';

// `npm run check` says with it which file breaks which rule of the house.
const faults = faultsOf(readTree());
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
