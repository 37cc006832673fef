import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Cluster } from './postgres-cluster.ts';

/** The parts of `postmaster.pid`. PostgreSQL writes the port a moment after the pid. */
type Postmaster = { pid: number; port: number | undefined };

/** Durable, small, on loopback only; the log keeps no statement and no value of a row. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '100', // three bots, of which one may have died with its connections open
  shared_buffers: '64MB',
  max_parallel_workers_per_gather: '0', // needs more of /dev/shm than containers have
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** Reads `postmaster.pid` of a cluster. Undefined where there is none. */
export async function readPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const text = await readFile(pidFile(cluster), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) || undefined };
}

/**
 * True where the pid is the server's. After a restart of the machine or container another program may have the pid that
 * is on file.
 */
export async function isPostmaster(cluster: Cluster, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  return readlink(`/proc/${pid}/cwd`).then(
    async (cwd) => cwd === (await realpath(dataOf(cluster))),
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Starts the server by pg_ctl, which gives it a session of its own: Ctrl-C must not reach it. */
export async function startPostmaster(
  cluster: Cluster,
  { stale }: { stale: boolean },
): Promise<{ code: number; output: string }> {
  if (stale) await disownPid(cluster);
  const all = { ...settings, port: await freePort() };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  const log = join(cluster.path, 'log');
  const started = await cluster.runner.run(cluster.binaries.pgCtl, [
    'start',
    `--pgdata=${dataOf(cluster)}`,
    `--log=${log}`,
    `--options=${options.join(' ')}`,
    '--wait',
    '--timeout=60',
  ]);
  if (started.code === 0) return started;
  const tail = await readFile(log, 'utf8').catch(() => '');
  return { ...started, output: started.output + tail.slice(-2000) };
}

/**
 * Stops this server and waits for its end. pg_ctl itself would wait for the file to go; but the next bot's server may
 * have written its own file by then, and must go on.
 */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const server = await readPostmaster(cluster);
  if (server === undefined) return;
  for (const mode of ['fast', 'immediate']) {
    await cluster.runner.run(cluster.binaries.pgCtl, [
      'stop',
      `--pgdata=${dataOf(cluster)}`,
      `--mode=${mode}`,
      '--no-wait',
    ]);
    if (await endsSoon(cluster, server.pid)) return;
  }
  throw new Error(`PostgreSQL in ${cluster.path} could not be stopped`);
}

/** Tells this server to stop, and waits for nothing. For the very end of the process, which can wait no more. */
export function signalPostmaster(cluster: Cluster): void {
  // On Windows a signal would end the server without a shutdown.
  if (process.platform === 'win32') return;
  try {
    const pid = Number(readFileSync(pidFile(cluster), 'utf8').split('\n')[0]);
    const cwd = process.platform === 'linux' ? cwdOf(pid) : undefined;
    const isOther = cwd !== undefined && cwd !== realpathSync(dataOf(cluster));
    // https://www.postgresql.org/docs/current/server-shutdown.html: SIGINT is the fast shutdown.
    if (pid > 0 && !isOther) process.kill(pid, 'SIGINT');
  } catch {
    // There is no server any more, or it is not ours to signal.
  }
}

/** Undefined where this account may not know it: the server's account is another. */
function cwdOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return undefined;
    throw error;
  }
}

const lookMs = 50;
const looks = 600;

async function endsSoon(cluster: Cluster, pid: number): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) {
    const onFile = await readPostmaster(cluster);
    if (onFile?.pid !== pid || !(await isPostmaster(cluster, pid))) return true;
    await setTimeout(lookMs);
  }
  return false;
}

/**
 * Puts our own pid into the file. PostgreSQL refuses to start while any live process but its own forebears has the pid
 * on file. Naming ourselves there, instead of removing the file, keeps its check that no child of the old server still
 * has the shared memory.
 */
async function disownPid(cluster: Cluster): Promise<void> {
  const server = await readPostmaster(cluster);
  // It ended and took its file along, or the next bot's server has begun. Either way nothing is stale.
  if (server === undefined || (await isPostmaster(cluster, server.pid))) return;
  // A server takes its file along before it ends, so a file that is there after its end is stale.
  if ((await readPostmaster(cluster)) === undefined) return;
  const text = await readFile(pidFile(cluster), 'utf8');
  await writeFile(pidFile(cluster), text.replace(/^.*/, String(process.pid)));
}

const dataOf = (cluster: Cluster) => join(cluster.path, 'cluster');
const pidFile = (cluster: Cluster) => join(dataOf(cluster), 'postmaster.pid');

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
