import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import pg from 'pg';
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  openEmbedded,
} from '../../src/store/postgres/embedded-postgres.ts';

export const silent: EmbeddedOptions['log'] = { info: () => {} };

/** A folder, and a function that opens databases in it. The test's end closes them and removes the folder. */
export async function placeFor(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-db-'));
  const opened: EmbeddedPostgres[] = [];
  t.after(async () => {
    for (const one of opened) await one.close();
    await rm(folder, { recursive: true, force: true });
  });
  const open = async (path: string, options: Partial<EmbeddedOptions> = {}) => {
    const one = await openEmbedded(path, { log: silent, ...options });
    opened.push(one);
    return one;
  };
  return { folder, open };
}

/** The first value of the first row. */
export async function ask(connectionString: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {}); // the server may stop before the connection has quite closed
  await client.connect();
  const answer = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return String(Object.values(answer.rows[0] ?? {})[0]);
}

const pidFile = async (folder: string) =>
  (await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n');

export const serverPid = async (folder: string) => Number((await pidFile(folder))[0]);

export async function serverUrl(folder: string): Promise<string> {
  const password = await readFile(join(folder, 'postgres/password'), 'utf8');
  return `postgres://guestlist:${password}@127.0.0.1:${(await pidFile(folder))[3]}/postgres`;
}

/**
 * Opens an embedded database in another process, which a test can kill. SIGUSR2: it exits. Resolves when the database
 * is open.
 */
export async function botOn(
  t: TestContext,
  folder: string,
): Promise<{ child: ChildProcess; connectionString: string }> {
  const program = `
    import { openEmbedded } from '${new URL('../../src/store/postgres/embedded-postgres.ts', import.meta.url)}';
    const opened = await openEmbedded(process.argv[1], { log: { info() {} } });
    process.once('SIGUSR2', () => process.exit(1));
    process.stdout.write(opened.connectionString + '\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const connectionString = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', () => reject(new Error('the bot ended before its database was open')));
  });
  return { child, connectionString };
}

export const killed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
