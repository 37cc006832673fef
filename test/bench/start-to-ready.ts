import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBot } from '../sandbox/run-bot.ts';
import { startOwn } from './own-process.ts';
import { ms, percentile, type Row, type Table } from './table.ts';

const times = 5;

/** Measures the time from the start of the process until the bot takes messages, with an embedded database. */
export async function startToReady(): Promise<Table> {
  await using started = new AsyncDisposableStack();
  const tenant = await startOwn(new URL('tenant.ts', import.meta.url));
  started.defer(() => tenant.stop());
  const echo: number[] = [];
  const first: number[] = [];
  const again: number[] = [];
  for (let time = 0; time < times; time += 1) {
    echo.push(await startEcho());
    // When root runs the bot, its database runs as another account, which must be able to enter the folder.
    const folder = await mkdtemp(join(tmpdir(), 'guestlist-bench-'));
    started.defer(() => rm(folder, { recursive: true, force: true }));
    await chmod(folder, 0o755);
    first.push(await startGuestlist(tenant, folder));
    again.push(await startGuestlist(tenant, folder));
  }
  return {
    title: 'From the start to ready',
    heads: ['p50', 'slowest'],
    rows: [
      row('echo bot', echo),
      row('Guestlist, its database made anew (initdb)', first),
      row('Guestlist, started again', again),
    ],
  };
}

const row = (name: string, values: readonly number[]): Row => ({
  name,
  cells: [ms(percentile(values, 0.5)), ms(Math.max(...values))],
});

async function startEcho(): Promise<number> {
  const began = performance.now();
  const echo = await startOwn(new URL('echo-bot.ts', import.meta.url));
  const took = performance.now() - began;
  await echo.stop();
  return took;
}

async function startGuestlist(tenant: { url: string }, folder: string): Promise<number> {
  const began = performance.now();
  const database = { DATA_DIR: join(folder, 'data') };
  const bot = await runBot({ tenant, teams: { setBot: () => undefined }, database });
  const took = performance.now() - began;
  await bot.stop();
  return took;
}
