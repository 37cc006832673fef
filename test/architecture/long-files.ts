import type { Tree } from './read-tree.ts';

/** More lines than that, and a file is about two things. */
export const mostLines = 200;

/** Files of more lines than a reader keeps in mind. A migration that has landed is never changed. */
export function longFiles(tree: Tree): string[] {
  return Object.entries(tree)
    .filter(([path]) => !path.startsWith('src/store/migrations/'))
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => `${path} has ${lines} lines, ${mostLines} at most`);
}
