import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contestKnobs, contestSeed } from './contest-rules.ts';
import { doubled, effectsIn, served } from './effects.ts';
import { startOwn } from './own-process.ts';
import { partnersWithOneRefused } from './partners.ts';
import { viewTenant } from './tenant-view.ts';
import { untilMails } from './until-mails.ts';

export type NaiveResult = {
  rows: number;
  tookMs: number;
  complete: number;
  doubleMails: number;
};

/** Runs the naive loop with this number of workers in a tenant of its own. Kills it half-way and starts it again. */
export async function runNaive(workers: number, rows: number): Promise<NaiveResult> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const own = await startOwn(new URL('practice-tenant.ts', import.meta.url), [String(contestSeed)]);
  stack.defer(() => own.stop());
  const tenant = viewTenant(own.url);
  await tenant.turn(contestKnobs);
  const addresses = partnersWithOneRefused(rows);
  const file = join(folder, 'partners.json');
  await writeFile(file, JSON.stringify(addresses));
  const start = () =>
    startOwn(new URL('naive-loop.ts', import.meta.url), [tenant.url, String(workers), file]);

  const began = Date.now();
  const first = await start();
  stack.defer(() => first.stop());
  await untilMails(tenant, rows / 2);
  await first.stop();
  const second = await start();
  stack.defer(() => second.stop());
  await second.exited;
  const tookMs = Date.now() - began;
  const effects = await effectsIn(tenant);
  return {
    rows,
    tookMs,
    complete: served(effects, { addresses, access: 'group and role' }).length,
    doubleMails: doubled(effects).mails,
  };
}
