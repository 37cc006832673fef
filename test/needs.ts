import { posix } from 'node:path';
import { targetsOf } from './architecture/faults.ts';
import type { Tree } from './architecture/read-tree.ts';

/** A test file's need besides Node: nothing, the PostgreSQL of the run, processes of its own, or a browser. */
export type Need = 'nothing' | 'database' | 'processes' | 'browser';

/** One server for all files of a run. The search stops here, so its own imports do not count. */
const sharedServer = 'test/store/test-server.ts';
/** Threads do not count as processes: the reader of workbooks ends its own. */
const startsProcesses = ['node:child_process', 'node:cluster'];
const drivesBrowsers = ['playwright-core'];

/** Reads the need from a test file's imports, direct and indirect. So nobody must keep a list. */
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

/** The test files of a tree, by need. */
export function testsByNeed(tree: Tree): ReadonlyMap<Need, readonly string[]> {
  const files = Object.keys(tree).filter((path) => path.endsWith('.test.ts'));
  return Map.groupBy(files, (path) => needOf(tree, path));
}
