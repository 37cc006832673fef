import type { Tree } from './read-tree.ts';

/** A file with more lines is about two things. */
export const mostLines = 200;

/** Files with too many lines. Migrations may be longer, because nobody changes one that a release has. */
export function longFiles(tree: Tree): string[] {
  return Object.entries(tree)
    .filter(([path]) => !path.startsWith('src/store/migrations/'))
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => `${path} has ${lines} lines, ${mostLines} at most`);
}
