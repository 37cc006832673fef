import { type FolderLock, type How, takeFolderLock } from './folder-lock.ts';
import type { Cluster } from './postgres-cluster.ts';
import { isPostmaster, readPostmaster } from './postmaster.ts';

/**
 * `taken`: another session holds the folder's lock. `free`: nobody does. `not ready`: the server lives, but starts,
 * recovers or stops. `down`: there is no server; `stale` where it left its file behind.
 */
export type Look =
  | { kind: 'held'; lock: FolderLock; port: number }
  | { kind: 'taken' }
  | { kind: 'free' }
  | { kind: 'not ready' }
  | { kind: 'down'; stale: boolean };

/** Looks for the server of a folder. `take`: takes the folder's lock where it is free. */
export async function lookAtServer(cluster: Cluster, password: string, how: How): Promise<Look> {
  const server = await readPostmaster(cluster);
  if (server === undefined) return { kind: 'down', stale: false };
  if (server.port !== undefined) {
    const answer = await takeFolderLock({ port: server.port, password }, how);
    if (answer.kind === 'held') return { ...answer, port: server.port };
    if (answer.kind !== 'no answer') return answer;
  }
  const alive = await isPostmaster(cluster, server.pid);
  return alive ? { kind: 'not ready' } : { kind: 'down', stale: true };
}
