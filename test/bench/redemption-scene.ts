import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/store/postgres/embedded-postgres.ts';
import type { Env } from '../sandbox/bot-process.ts';
import { freePort } from '../sandbox/free-port.ts';
import { type Bot, runBot } from '../sandbox/run-bot.ts';
import { oneOpenProject } from '../sandbox/seed.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startOwn } from './own-process.ts';
import { given, partners } from './partners.ts';
import { sendRequest, untilDone } from './send-request.ts';
import { type TenantView, viewTenant } from './tenant-view.ts';

export type RedemptionScene = AsyncDisposable & {
  tenant: TenantView;
  teams: Teams;
  /** Replicas on one database, with the last one's address as their public address. */
  bots: readonly Bot[];
  /** Partners with an invitation and access who have not accepted. */
  addresses: readonly string[];
};

const knobs = { ...kindKnobs, limits: { invitations: { count: 0, seconds: 5 } } };

/**
 * Invites this number of partners to a project with a channel. The tenant and each bot run in processes of their own.
 */
export async function openRedemptions(options: {
  partners: number;
  replicas: number;
  env?: Env;
}): Promise<RedemptionScene> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  // When root starts the server, it runs as another account, which must be able to enter the folder.
  await chmod(folder, 0o755);
  const projects = join(folder, 'projects.json');
  await writeFile(projects, JSON.stringify(crowd));
  const server = await openEmbedded(join(folder, 'data'), { log: { info: () => undefined } });
  stack.defer(() => server.close());
  const ownTenant = await startOwn(new URL('practice-tenant.ts', import.meta.url), ['1']);
  stack.defer(() => ownTenant.stop());
  const tenant = viewTenant(ownTenant.url);
  await tenant.turn(knobs);
  const teams = await startTeams({ tenantUrl: tenant.url });
  stack.defer(() => teams.close());
  const port = await freePort();
  const settings = {
    tenant,
    teams,
    projectsFile: projects,
    database: { DATABASE_URL: server.connectionString },
    env: {
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      GRAPH_INVITATION_LIMIT: '1000/5s',
      ...options.env,
    },
  };
  const bots: Bot[] = [];
  stack.defer(async () => {
    for (const bot of bots) await bot.stop();
  });
  for (let n = 1; n < options.replicas; n += 1) bots.push(await runBot(settings));
  bots.push(await runBot({ ...settings, port }));
  await teams.installTeam('atlas', 'megan');
  await teams.installPersonal('alex');
  const addresses = partners(options.partners);
  const done = untilDone({ bots }, 300_000);
  await sendRequest({ teams }, addresses);
  await done;
  const all = stack.move();
  return { tenant, teams, bots, addresses, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

const crowd = oneOpenProject('Crowd', given.group);

/** Acts as the partner: opens the mail, signs in, consents. */
export async function redeem(tenant: TenantView, address: string): Promise<void> {
  await tellTenant(tenant, 'redeem', { address });
}

/** Lets `count` waiting partners accept, the longest waiting first. Resolves with the number of acceptances. */
export async function redeemWaiting(
  tenant: TenantView,
  wish: { count: number; withinMs: number },
): Promise<number> {
  const { redeemed } = Object(await tellTenant(tenant, 'redeem-waiting', wish));
  return Number(redeemed);
}

async function tellTenant({ url }: TenantView, what: string, body: object): Promise<unknown> {
  const answer = await fetch(`${url}/sandbox/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`No guest redeemed: ${text}`);
  return JSON.parse(text);
}
