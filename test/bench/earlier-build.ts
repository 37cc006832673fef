import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('../../', import.meta.url));

/** Checks out an earlier commit in a folder of its own, to measure beside this one. Its disposal removes the folder. */
export async function earlierBuild(commit: string): Promise<AsyncDisposable & { tree: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-earlier-'));
  const tree = join(folder, 'tree');
  await run('git', ['worktree', 'add', '--detach', tree, commit], { cwd: here });
  await install(tree);
  return {
    tree,
    async [Symbol.asyncDispose]() {
      await run('git', ['worktree', 'remove', '--force', tree], { cwd: here });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Uses the packages of this checkout if the lock files are equal. Otherwise installs the earlier build's own. */
async function install(tree: string): Promise<void> {
  const lock = (folder: string) => readFile(join(folder, 'package-lock.json'), 'utf8');
  if ((await lock(tree)) === (await lock(here))) {
    await symlink(join(here, 'node_modules'), join(tree, 'node_modules'));
  } else {
    await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: tree });
  }
}
