// npm run check: names each file that breaks a rule of the house, then what formatting, lint, types and dead code are wrong.
import { readFileSync } from 'node:fs';
import { faultsOf, tourFaults } from './architecture/faults.ts';
import { readTree } from './architecture/read-tree.ts';
import { runSideBySide } from './side-by-side.ts';
import { importedJson, textsOf, typeCache } from './type-cache.ts';

const say = (words: string) => process.stderr.write(words);
const root = new URL('../', import.meta.url);
const tree = readTree();
const tour = readFileSync(new URL('CONTRIBUTING.md', root), 'utf8');
const faults = [...faultsOf(tree), ...tourFaults(tour)];
for (const fault of faults) say(`${fault}\n`);

// One checker: each further one reads the types of the libraries again, and Biome uses the other processor. A second run
// checks the types only of what changed since the first.
const remembered = typeCache(
  'node_modules/.cache/types',
  textsOf(root, ['package-lock.json', ...importedJson(tree)]),
);
const failed = await runSideBySide(
  [
    { command: 'biome check --error-on-warnings .', asks: 'formatting and lint' },
    {
      command: `tsc --checkers 1 --incremental --tsBuildInfoFile ${remembered}`,
      asks: 'types, and names that nobody uses',
    },
    { command: 'knip --cache', asks: 'code and packages that nobody uses' },
  ],
  say,
);
const broken = [...(faults.length > 0 ? ['the rules of the house'] : []), ...failed];
if (broken.length > 0) say(`\nThe check failed: ${broken.join(', ')}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
