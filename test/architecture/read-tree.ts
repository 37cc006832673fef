import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The text of each file, by its path from the root of the repository, with forward slashes. */
export type Tree = Readonly<Record<string, string>>;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Reads all program files of the repository. */
export function readTree(): Tree {
  const files = globSync('{bot,src,scripts,test}/**/*.{ts,js,mjs}', { cwd: root });
  const paths = files.map((path) => path.replaceAll('\\', '/')).toSorted();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(`${root}${path}`, 'utf8')]));
}
