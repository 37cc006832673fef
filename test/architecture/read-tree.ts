import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Tree } from './faults.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every program file of ours, as it lies on the disk. */
export function readTree(): Tree {
  const files = globSync('{bot,src,scripts,test}/**/*.{ts,js,mjs}', { cwd: root });
  const paths = files.map((path) => path.replaceAll('\\', '/')).toSorted();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(`${root}${path}`, 'utf8')]));
}
