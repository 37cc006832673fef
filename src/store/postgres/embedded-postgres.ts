import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FolderLock } from './folder-lock.ts';
import { DataFolderInUse, holdFolder } from './hold-folder.ts';
import { lookAtServer } from './look-at-server.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { type Cluster, clusterIn, sweepHalfMade } from './postgres-cluster.ts';
import { signalPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts';

/** The running server of a data folder. */
export type EmbeddedPostgres = {
  connectionString: string;
  /** Stops the server and waits for its end. */
  close(): Promise<void>;
};

/** Where the data is, and who hears when the server ends. */
export type EmbeddedOptions = {
  log: { info(event: string, fields?: Record<string, string | number>): void };
  /** The server ended by itself, or another bot has taken the folder: the bot should end and start again. */
  onLost?: (error: Error) => void;
  /** The programs to use instead of those that came with npm. */
  binaries?: PostgresBinaries;
};

/**
 * Opens the PostgreSQL server of a data folder: makes it where there is none, starts it, or adopts the server that
 * outlived a killed bot.
 */
export async function openEmbedded(
  dataDir: string,
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const cluster = await clusterIn(folder, options.binaries ?? (await findPostgresBinaries()));
  const password = await readFile(join(cluster.path, 'password'), 'utf8');
  const lock = await joinServer(cluster, { password, folder, log: options.log });
  const hold = holdFolder(lock, {
    look: () => lookAtServer(cluster, password),
    inUse: (cause) => new DataFolderInUse(folder, { cause }),
    onTakenAgain: () => options.log.info('database lock taken again'),
    onLost: (error) => options.onLost?.(error),
  });
  // However the bot ends, but for SIGKILL: nobody else would stop the server.
  const onExit = () => {
    if (hold.isOurs()) signalPostmaster(cluster);
  };
  process.once('exit', onExit);
  await sweepHalfMade(cluster);
  let closed: Promise<void> | undefined;
  return {
    connectionString: lock.connectionString,
    close: () => {
      closed ??= hold
        .releaseAfter(() => stopPostmaster(cluster))
        .finally(() => process.off('exit', onExit));
      return closed;
    },
  };
}

const pauseMs = 100;
const patience = { failures: 3, refusals: 20, looks: 600 };

/**
 * Looks, acts and looks again until this bot holds the folder's lock on a running server. At each look the server may
 * be starting or stopping, belong to somebody else, or be only a leftover file.
 */
async function joinServer(
  cluster: Cluster,
  options: { folder: string; password: string; log: EmbeddedOptions['log'] },
): Promise<FolderLock> {
  const failures: string[] = [];
  let refused = 0;
  let event = 'database adopted';
  for (let looks = 0; looks < patience.looks; looks += 1) {
    const seen = await lookAtServer(cluster, options.password);
    switch (seen.kind) {
      case 'held':
        options.log.info(event, { port: seen.port });
        return seen.lock;
      case 'taken':
        refused += 1;
        if (refused === patience.refusals) throw new DataFolderInUse(options.folder);
        break;
      case 'down':
        if (await start(cluster, seen, failures)) event = 'database started';
        break;
      case 'not ready':
        break;
    }
    if (event === 'database adopted') await setTimeout(pauseMs);
  }
  throw new Error(`PostgreSQL in ${cluster.path} is running, but does not answer`);
}

/** Starts the server. Another program may take the port between choosing and using it, so one failure says little. */
async function start(
  cluster: Cluster,
  seen: { stale: boolean },
  failures: string[],
): Promise<boolean> {
  const { code, output } = await startPostmaster(cluster, seen);
  if (code === 0) return true;
  failures.push(output);
  if (failures.length < patience.failures) return false;
  throw new Error(`PostgreSQL did not start in ${cluster.path}: ${output}`);
}
