import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bot, type BotOptions, runBot } from '../sandbox/run-bot.ts';
import type { PersonKey } from '../sandbox/seed.ts';
import * as seed from '../sandbox/seed.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { startTenant, type Tenant } from '../sandbox/tenant/start-tenant.ts';
import { holdAnswers } from '../truth/hold-answers.ts';
import { holdTruth } from '../truth/hold-truth.ts';
import { shareDatabase } from './share-database.ts';

export type Journey = AsyncDisposable & {
  tenant: Tenant;
  teams: Teams;
  bot: Bot;
  /** The path of the bot's projects file. */
  projectsFile: string;
};

export type JourneyOptions = Pick<BotOptions, 'env'> & {
  /** Without it: a new database on the tests' server. `embedded`: one that the bot starts itself. */
  database?: BotOptions['database'] | 'embedded';
  /** Knobs of the practice tenant that differ from its defaults. */
  knobs?: object;
  /** The content of the projects file. Without it: the practice company's projects. */
  projects?: unknown;
  /** Installs the bot in the Atlas team at the start. */
  inTeam?: boolean;
  /** The person who asks, at the end, for everything that the bot answers with facts. The person sees all rows. */
  asksAtTheEnd?: PersonKey;
  /** The owner who asks, at the end, what waits for them. */
  decidesAtTheEnd?: PersonKey;
};

/** Starts a practice tenant and a practice Teams in this process, and the bot in another. */
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
    // Logs at every level, because no level may hold personal data.
    env: { LOG_LEVEL: 'debug', ...env },
    database,
  });
  stack.defer(() => assertDiscreet(bot.log()));
  stack.defer(async () => void (await bot.stop()));
  // At the end of the journey the cards must state what the rows and Graph hold.
  stack.defer(async () => await holdTruth({ teams, tenant }, await urlOf(database)));
  const { asksAtTheEnd: person, decidesAtTheEnd: owner } = options;
  if (person !== undefined)
    stack.defer(async () => await holdAnswers({ teams, tenant }, await urlOf(database), person));
  if (owner !== undefined)
    stack.defer(
      async () => await holdAnswers({ teams, tenant }, await urlOf(database), owner, ['approvals']),
    );
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

/** When root runs the bot, its database runs as another account, which must be able to enter the folder. */
async function openFolder(folder: string): Promise<string> {
  await chmod(folder, 0o755);
  return join(folder, 'data');
}

/** The address of the database. For an embedded one, reads it from the server's own files. */
async function urlOf(database: { DATABASE_URL: string } | { DATA_DIR: string }): Promise<string> {
  if ('DATABASE_URL' in database) return database.DATABASE_URL;
  const folder = join(database.DATA_DIR, 'postgres');
  const password = await readFile(join(folder, 'password'), 'utf8');
  const server = await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8');
  return `postgres://guestlist:${password}@127.0.0.1:${server.split('\n')[3]}/postgres`;
}

/** Checks that the log holds ids only: no addresses, names, links or tokens. */
function assertDiscreet(log: readonly object[]): void {
  const names = Object.values(seed.people).map(({ name }) => name);
  const personal = new RegExp(
    `@[a-z-]+\\.example|https?://|Bearer|eyJ|tempauth|invitationToken|${names.join('|')}`,
    'i',
  );
  const told = log.filter((line) => personal.test(JSON.stringify(line)));
  assert.deepEqual(told, [], 'the log holds personal data');
}
