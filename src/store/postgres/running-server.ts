import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * The address of the server that runs in a data folder, for a program that reads beside the bot. Undefined: the folder
 * has no server that its files know of. It takes no lock: only the bot may.
 */
export async function runningServer(dataDir: string): Promise<string | undefined> {
  const folder = join(resolve(dataDir), 'postgres');
  const file = join(folder, 'cluster', 'postmaster.pid');
  const isThere = await stat(file).catch(() => undefined);
  if (isThere === undefined) return undefined;
  const port = Number((await readFile(file, 'utf8')).split('\n')[3]);
  const password = await readFile(join(folder, 'password'), 'utf8');
  return port > 0 ? `postgres://guestlist:${password}@127.0.0.1:${port}/postgres` : undefined;
}
