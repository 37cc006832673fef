import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import type { Env } from '../sandbox/bot-process.ts';
import { type Bot, runBot } from '../sandbox/run-bot.ts';
import { people } from '../sandbox/seed.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { type BreakableLine, breakableLine } from '../store/breakable-line.ts';
import { balancer } from './balancer.ts';
import { startOwn } from './own-process.ts';
import { given } from './partners.ts';
import { type RowState, readRowStates } from './row-states.ts';
import { type TenantView, viewTenant } from './tenant-view.ts';

export type Scene = AsyncDisposable & {
  tenant: TenantView;
  teams: Teams;
  bots: readonly Bot[];
  /** What each bot has to the database, where that was asked for; and the database itself. */
  lines: readonly BreakableLine[];
  databaseUrl: string | undefined;
  /** Where every row came to in the end. Stops the bots. */
  rowStates(): Promise<RowState[]>;
  /** Stops the bots and starts as many with other limits or clocks, on the same database. */
  startAgain(env: Env): Promise<void>;
};

export type SceneOptions = {
  /** What the tenant's dice begin with. */
  seed: number;
  knobs: object;
  /** What each row of the project `crowd` gets. It needs no approval. */
  access: 'group' | 'group and role';
  /** Instead of that project: what PROJECTS_FILE holds. */
  projects?: object;
  env?: Env;
  /** So many bots on one DATABASE_URL; without it one bot with a DATA_DIR of its own. */
  replicas?: number;
  /** Teams reaches the replicas over a balancer, so that one may be away. */
  balanced?: boolean;
  /** Each replica has a line of its own to the database, which can be broken. */
  breakable?: boolean;
};

/** The practice tenant and each bot as processes of their own; the practice Teams in this one. */
export async function openScene(options: SceneOptions): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  // Root's server runs as another account, which must be able to enter.
  await chmod(folder, 0o755);
  const projectsFile = join(folder, 'projects.json');
  await writeFile(projectsFile, JSON.stringify(options.projects ?? projectWith(options.access)));
  const ownTenant = await startOwn(new URL('practice-tenant.ts', import.meta.url), [
    String(options.seed),
  ]);
  stack.defer(() => ownTenant.stop());
  const tenant = viewTenant(ownTenant.url);
  await tenant.turn(options.knobs);
  const teams = await startTeams({ tenantUrl: tenant.url });
  stack.defer(() => teams.close());
  const data = join(folder, 'data');
  const database = await databaseFor(options, data, stack);
  const bots: Bot[] = [];
  const stopBots = async () => {
    for (const bot of bots.splice(0)) await bot.stop();
  };
  stack.defer(stopBots);
  const lines: BreakableLine[] = [];
  const startBots = async (env: Env) => {
    for (let n = 0; n < (options.replicas ?? 1); n += 1) {
      const own = options.breakable ? await lineTo(database, lines, stack) : database;
      const heard = options.balanced ? { setBot: () => undefined } : teams;
      bots.push(await runBot({ tenant, teams: heard, projectsFile, database: own, env }));
    }
  };
  await startBots({ ...options.env });
  if (options.balanced) {
    const { url } = stack.use(await balancer(() => bots.map((bot) => bot.url)));
    teams.setBot(`${url}/api/messages`);
  }
  await teams.installPersonal('alex');
  const all = stack.move();
  return {
    tenant,
    teams,
    bots,
    lines,
    databaseUrl: 'DATABASE_URL' in database ? database.DATABASE_URL : undefined,
    async startAgain(env) {
      await stopBots();
      await startBots(env);
    },
    async rowStates() {
      await stopBots();
      return await readRowStates(database);
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

type Database = { DATA_DIR: string } | { DATABASE_URL: string };

async function lineTo(
  database: Database,
  lines: BreakableLine[],
  stack: AsyncDisposableStack,
): Promise<Database> {
  if (!('DATABASE_URL' in database)) return database;
  const line = stack.use(await breakableLine(database.DATABASE_URL));
  lines.push(line);
  return { DATABASE_URL: line.url };
}

async function databaseFor(
  { replicas }: SceneOptions,
  folder: string,
  stack: AsyncDisposableStack,
): Promise<Database> {
  if (replicas === undefined) return { DATA_DIR: folder };
  const server = await openEmbedded(folder, { log: { info: () => undefined } });
  stack.defer(() => server.close());
  return { DATABASE_URL: server.connectionString };
}

const projectWith = (access: SceneOptions['access']) => ({
  projects: [
    {
      key: 'crowd',
      name: 'Crowd',
      owners: [people.adele.objectId],
      approval: { required: false },
      access: {
        groups: [given.group],
        ...(access === 'group' ? {} : { apps: [{ servicePrincipalId: given.application }] }),
      },
    },
  ],
});
