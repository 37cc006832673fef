import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Stops the PostgreSQL server that a killed bot left running in its data folder. */
export async function stopLeftDatabase(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const pid = Number(text.split('\n')[0]);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!tell(pid, signal) || (await gone(pid))) return;
  }
  throw new Error(`The database in ${dataDir} (process ${pid}) does not stop`);
}

async function gone(pid: number): Promise<boolean> {
  for (let looks = 0; looks < 100; looks += 1) {
    if (!tell(pid, 0)) return true;
    await pause(50);
  }
  return false;
}

function tell(pid: number, signal: NodeJS.Signals | 0): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
