import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { checkMajor } from './check-major.ts';
import type { FolderLock, How } from './folder-lock.ts';
import { DataFolderInUse, holdFolder } from './hold-folder.ts';
import { lookAtServer } from './look-at-server.ts';
import { makeFolder } from './make-folder.ts';
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
  /** The programs to use instead of the programs that came with npm. */
  binaries?: PostgresBinaries;
};

/**
 * Opens the PostgreSQL server of a data folder: makes it where there is none, starts it, or adopts the server that
 * outlived a killed bot. Throws DataFolderInUse where another bot has the folder.
 */
export async function openEmbedded(
  dataDir: string,
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  const { cluster, password } = await enter(folder, options).catch((error: unknown) => {
    throw unusableFolder(error, folder);
  });
  const lock = await joinServer(cluster, { password, folder, log: options.log });
  const hold = holdFolder(lock, {
    look: () => lookAtServer(cluster, password, 'take'),
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

async function enter(folder: string, { binaries }: EmbeddedOptions) {
  await makeFolder(folder);
  const cluster = await clusterIn(folder, binaries ?? (await findPostgresBinaries()));
  await checkMajor(cluster);
  return { cluster, password: await readFile(join(cluster.path, 'password'), 'utf8') };
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of the path is no folder',
  ENOENT: 'nobody can make a folder there',
  EACCES: 'the bot has no right to write there',
  EPERM: 'the bot has no right to write there',
  EROFS: 'the disk takes no changes',
  ENOSPC: 'the disk is full',
};

/** Says in words that the bot may not use the folder. Returns any other error as it is. */
function unusableFolder(error: unknown, folder: string): unknown {
  const isOfFiles = error instanceof Error && 'syscall' in error && 'code' in error;
  if (!isOfFiles) return error;
  return new Error(
    `DATA_DIR: the bot cannot use the folder ${folder}: ${reasons[String(error.code)] ?? `the machine answers ${error.code}`}.`,
    {
      cause: error,
    },
  );
}

const pauseMs = 100;
const patience = { failures: 3, refusals: 20, looks: 600 };
/**
 * So many looks in a row must find the lock of a running server free. A living bot whose session the server ended takes
 * it again sooner.
 */
const freeLooks = 15;

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
  let free = 0;
  let event = 'database adopted';
  for (let looks = 0; looks < patience.looks; looks += 1) {
    const seen = await lookAtServer(cluster, options.password, how(event, free));
    if (seen.kind !== 'free') free = 0;
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
      case 'free':
        free += 1;
        break;
      case 'not ready':
        break;
    }
    await setTimeout(pauseAfter(event));
  }
  throw new Error(`PostgreSQL in ${cluster.path} is running, but does not answer`);
}

/** A server that this bot has started is nobody else's. */
const how = (event: string, free: number): How =>
  event === 'database started' || free >= freeLooks ? 'take' : 'look';
const pauseAfter = (event: string) => (event === 'database started' ? 0 : pauseMs);

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
