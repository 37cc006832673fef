import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import type { Env } from '../sandbox/bot-process.ts';
import { type Bot, runBot } from '../sandbox/run-bot.ts';
import { people } from '../sandbox/seed.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { type BreakableLine, breakableLine } from '../store/connection/breakable-line.ts';
import { balancer } from './balancer.ts';
import { startOwn } from './own-process.ts';
import { given } from './partners.ts';
import { type RowState, readRowStates } from './row-states.ts';
import { type TenantView, viewTenant } from './tenant-view.ts';

export type Scene = AsyncDisposable & {
  tenant: TenantView;
  teams: Teams;
  bots: readonly Bot[];
  /** Each bot's line to the database, when `breakable`. `databaseUrl` is the address without a line. */
  lines: readonly BreakableLine[];
  databaseUrl: string | undefined;
  /** Stops the bots and reads the final state of every row. */
  rowStates(): Promise<RowState[]>;
  /** Stops the bots and starts the same number again with other variables, on the same database. */
  startAgain(env: Env): Promise<void>;
};

export type SceneOptions = {
  /** The seed of the tenant's random numbers. */
  seed: number;
  knobs: object;
  /** The access of the project `crowd`, which needs no approval. */
  access: 'group' | 'group and role';
  /** The content of PROJECTS_FILE, instead of that project. */
  projects?: object;
  env?: Env;
  /** The number of bots on one DATABASE_URL. Without it: one bot with a DATA_DIR of its own. */
  replicas?: number;
  /** Teams calls the replicas through a balancer, so that one may be away. */
  balanced?: boolean;
  /** Each replica has its own breakable line to the database. */
  breakable?: boolean;
};

/** Starts the practice tenant and each bot in processes of their own, and the practice Teams in this one. */
export async function openScene(options: SceneOptions): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  // When root starts the server, it runs as another account, which must be able to enter the folder.
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
