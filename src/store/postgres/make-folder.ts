import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, where they are not there. Node's own way of making several tries again for ever
 * where a file system answers that a folder is missing which is there, as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing = await mkdirOnce(path);
  if (missing === undefined) return;
  if (dirname(path) === path || (await isFolder(dirname(path)))) throw missing;
  await makeFolder(dirname(path));
  const still = await mkdirOnce(path);
  if (still !== undefined) throw still;
}

/** Returns the error that says that the folder above is missing. Throws any other. */
async function mkdirOnce(path: string): Promise<Error | undefined> {
  try {
    await mkdir(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return error;
    if (error.code !== 'EEXIST' || !(await isFolder(path))) throw error;
  }
  return undefined;
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
