import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bot, type BotOptions, runBot } from '../sandbox/run-bot.ts';
import * as seed from '../sandbox/seed.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { startTenant, type Tenant } from '../sandbox/tenant/start-tenant.ts';
import { holdTruth } from '../truth/hold-truth.ts';
import { shareDatabase } from './share-database.ts';

export type Journey = AsyncDisposable & {
  tenant: Tenant;
  teams: Teams;
  bot: Bot;
  /** The path of the file that the bot reads its projects from. */
  projectsFile: string;
};

export type JourneyOptions = Pick<BotOptions, 'env'> & {
  /** A database of its own on a server without it; `embedded`: one that the bot starts itself. */
  database?: BotOptions['database'] | 'embedded';
  /** Knobs of the practice tenant that differ from its defaults. */
  knobs?: object;
  /** What the projects file holds; the practice company's without it. */
  projects?: unknown;
  /** Whether the bot is in the Atlas team from the start. */
  inTeam?: boolean;
};

/** A practice tenant and a practice Teams in this process, and the bot as a process of its own. */
export async function startJourney(options: JourneyOptions = {}): Promise<Journey> {
  const { knobs = {}, projects = seed.projectsFile, inTeam = true, env = {} } = options;
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-journey-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'projects.json');
  await writeFile(file, JSON.stringify(projects));
  const tenant = await startTenant({ knobs });
  stack.defer(() => tenant.close());
  const teams = await startTeams({ tenantUrl: tenant.url });
  stack.defer(() => teams.close());
  const database =
    options.database === 'embedded'
      ? { DATA_DIR: await openFolder(folder) }
      : (options.database ?? (await shareDatabase(stack)));
  const bot = await runBot({
    tenant,
    teams,
    projectsFile: file,
    // Everything that the log can hold: what must not stand there must not at any level.
    env: { LOG_LEVEL: 'debug', ...env },
    database,
  });
  stack.defer(() => assertDiscreet(bot.log()));
  stack.defer(async () => void (await bot.stop()));
  // What the cards say at the end of the journey is what the rows and Graph hold.
  stack.defer(async () => await holdTruth({ teams, tenant }, await urlOf(database)));
  if (inTeam) await teams.installTeam('atlas', 'megan');
  const all = stack.move();
  return {
    tenant,
    teams,
    bot,
    projectsFile: file,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Root's bot lends its database to another account, which must be able to enter. */
async function openFolder(folder: string): Promise<string> {
  await chmod(folder, 0o755);
  return join(folder, 'data');
}

/** Where the database answers; of one that the bot started, by the files that it left. */
async function urlOf(database: { DATABASE_URL: string } | { DATA_DIR: string }): Promise<string> {
  if ('DATABASE_URL' in database) return database.DATABASE_URL;
  const folder = join(database.DATA_DIR, 'postgres');
  const password = await readFile(join(folder, 'password'), 'utf8');
  const server = await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8');
  return `postgres://guestlist:${password}@127.0.0.1:${server.split('\n')[3]}/postgres`;
}

/** Addresses, names of people and partners, links, tokens: the log holds ids only. */
function assertDiscreet(log: readonly object[]): void {
  const names = Object.values(seed.people).map(({ name }) => name);
  const personal = new RegExp(
    `@[a-z-]+\\.example|https?://|Bearer|eyJ|tempauth|invitationToken|${names.join('|')}`,
    'i',
  );
  const told = log.filter((line) => personal.test(JSON.stringify(line)));
  assert.deepEqual(told, [], 'the log names somebody');
}
