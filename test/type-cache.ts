import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { posix } from 'node:path';
import { targetsOf } from './architecture/faults.ts';
import type { Tree } from './architecture/read-tree.ts';

/** The JSON files that the program files import, by their paths from the root of the repository. */
export function importedJson(tree: Tree): string[] {
  const found = Object.entries(tree).flatMap(([path, text]) =>
    targetsOf(text)
      .filter((target) => target.startsWith('.') && target.endsWith('.json'))
      .map((target) => posix.join(posix.dirname(path), target)),
  );
  return [...new Set(found)].toSorted();
}

/**
 * The file where the compiler remembers its last run. The compiler does not notice a change in a JSON file that a
 * program file imports: it would pass a code whose words are gone. So the name of the file stands for what those JSON
 * files and the lock file hold. After a change there, the compiler begins anew. Removes files of other names.
 */
export function typeCache(folder: string, texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} ${text}`);
  const file = `${folder}/${hash.digest('hex').slice(0, 16)}.tsbuildinfo`;
  if (!existsSync(file)) rmSync(folder, { recursive: true, force: true });
  return file;
}

/** The texts of these files. A file that is not there has none: the compiler names it. */
export function textsOf(root: URL, paths: readonly string[]): string[] {
  return paths.map((path) => {
    const place = new URL(path, root);
    return existsSync(place) ? readFileSync(place, 'utf8') : '';
  });
}
