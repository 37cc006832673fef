import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { type Runner, runnerFor } from './run-unprivileged.ts';

/** The folder `<DATA_DIR>/postgres` with `cluster`, `password` and `log`, and who may work on it. */
export type Cluster = { path: string; binaries: PostgresBinaries; runner: Runner };

/** Opens the cluster of a data folder; makes one where there is none. */
export async function clusterIn(folder: string, binaries: PostgresBinaries): Promise<Cluster> {
  const path = join(folder, 'postgres');
  const owner = await ownerOf(path);
  const runner = await runnerFor([folder, binaries.postgres], owner);
  const cluster = { path, binaries, runner };
  if (owner === undefined) await makeUnlessMade(cluster);
  return cluster;
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number } | undefined> {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/**
 * Makes the cluster. Of several bots at once the quickest sweeps what the others are making. The lock decides which may
 * stay.
 */
async function makeUnlessMade(cluster: Cluster): Promise<void> {
  try {
    await makeCluster(cluster);
  } catch (error) {
    if ((await ownerOf(cluster.path)) === undefined) throw error;
  }
}

/** Makes the cluster aside and renames it, so that a folder named `postgres` is always a whole one. */
async function makeCluster(cluster: Cluster): Promise<void> {
  const half = await mkdtemp(`${cluster.path}.new-`);
  const password = join(half, 'password');
  await writeFile(password, randomBytes(32).toString('hex'), { mode: 0o600 });
  await cluster.runner.give(half);
  await cluster.runner.give(password);
  const made = await cluster.runner.run(cluster.binaries.initdb, [
    `--pgdata=${join(half, 'cluster')}`,
    '--username=guestlist',
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
  ]);
  if (made.code !== 0) {
    await rm(half, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its folder in ${cluster.path}: ${made.output}`);
  }
  await rename(half, cluster.path).catch(async (error: unknown) => {
    await rm(half, { recursive: true, force: true });
    throw error;
  });
}

/** Removes what others left half made. Only the holder of the folder may call it: then it belongs to nobody. */
export async function sweepHalfMade(cluster: Cluster): Promise<void> {
  const parent = dirname(cluster.path);
  for (const name of await readdir(parent)) {
    if (name.startsWith(`${basename(cluster.path)}.new-`)) {
      // Somebody may still be writing there, and stops when it is gone.
      const patience = { maxRetries: 10, retryDelay: 100 };
      await rm(join(parent, name), { recursive: true, force: true, ...patience });
    }
  }
}
