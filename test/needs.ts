import { posix } from 'node:path';
import { targetsOf } from './architecture/faults.ts';
import type { Tree } from './architecture/read-tree.ts';

/** What a test file needs besides Node: nothing, the PostgreSQL that a run shares, processes of its own, a browser. */
export type Need = 'nothing' | 'database' | 'processes' | 'browser';

/** One server for all files of a run: what stands behind it is not looked at. */
const sharedServer = 'test/store/test-server.ts';
/** A thread is no process: the reader of workbooks ends its own. */
const startsProcesses = ['node:child_process', 'node:cluster'];
const drivesBrowsers = ['playwright-core'];

/** Read from what a test file imports, and what that imports, so that no list has to be kept. */
export function needOf(tree: Tree, path: string): Need {
  const reached = reachedFrom(tree, path);
  if (drivesBrowsers.some((name) => reached.has(name))) return 'browser';
  if (startsProcesses.some((name) => reached.has(name))) return 'processes';
  return reached.has(sharedServer) ? 'database' : 'nothing';
}

function reachedFrom(tree: Tree, path: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (from: string): void => {
    for (const target of targetsOf(tree[from] ?? '')) {
      const there = target.startsWith('.') ? posix.join(posix.dirname(from), target) : target;
      if (reached.has(there)) continue;
      reached.add(there);
      if (there !== sharedServer) visit(there);
    }
  };
  visit(path);
  return reached;
}

/** The test files of a tree, by what they need. */
export function testsByNeed(tree: Tree): ReadonlyMap<Need, readonly string[]> {
  const files = Object.keys(tree).filter((path) => path.endsWith('.test.ts'));
  return Map.groupBy(files, (path) => needOf(tree, path));
}
