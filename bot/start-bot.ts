import type { Config } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import { abandonActivity, beginActivity, finishActivity } from '../src/store/activities.ts';
import { openDatabase } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded-postgres.ts';
import { migrate } from '../src/store/migrate.ts';
import { activeProjects } from '../src/store/projects.ts';
import { openQueue } from '../src/store/queue.ts';
import { dropLeases } from '../src/store/steps.ts';
import type { Clock, WorkDeps } from '../src/work/deps.ts';
import { createPacer } from '../src/work/pacer.ts';
import { startWork } from '../src/work/start-work.ts';
import { createApp } from './app.ts';
import type { BotDeps } from './deps.ts';
import { createChannel } from './http/channel-auth.ts';
import { lifecycleRoute, notificationsRoute } from './http/notifications.ts';
import { quietConsole } from './http/quiet-console.ts';
import { receiveActivity } from './http/receive.ts';
import { createHttp } from './http/server.ts';
import { openGraph } from './open-graph.ts';
import { servedTenant } from './served-tenant.ts';
import { takeNotifications } from './take-notifications.ts';
import { createAnnouncer } from './tell/announcer.ts';
import { createConnector } from './tell/connector.ts';
import { messageRoom } from './tell/message-room.ts';
import { applyProjectsFile, watchProjects } from './watch-projects.ts';

export type Start = {
  config: Config;
  log: Log;
  clock: Clock;
  chance: () => number;
  newId: () => string;
  newSecret: () => string;
  onLost: () => void;
};

/** How long a replica that handles an activity may be silent before another takes it over. */
const activityLeaseMs = 30_000;

/** Puts the concrete things together, in reading order, and takes them apart in reverse. */
export async function startBot(start: Start): Promise<{ port: number; stop(): Promise<void> }> {
  const { log } = start;
  const stops: (() => Promise<unknown> | unknown)[] = [quietConsole(log)];
  const stop = async () => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    const port = await open(start, stops);
    log.info('ready', { port });
    return { port, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function open(start: Start, stops: (() => Promise<unknown> | unknown)[]): Promise<number> {
  const { config, log, clock } = start;
  const connectionString = await openServer(start, stops);
  const { db, pool } = openDatabase({
    connectionString,
    maxConnections: 20,
    onIdleError: (error) => log.warn('database connection lost', { error }),
  });
  stops.push(() => pool.end());
  await migrate(db);
  const queue = await openQueue({
    connectionString,
    onError: (error) => log.warn('queue error', { error }),
  });
  stops.push(() => queue.stop());
  const work: WorkDeps = { db, queue, clock, log };
  await applyProjectsFile(work, config.projectsFile);
  const projects = watchProjects(work, config.projectsFile);
  stops.push(() => projects.stop());
  // One bot per folder: whatever still holds steps there is a bot that died.
  const worker = start.newId();
  if (config.database.kind === 'embedded') await dropLeases(db, worker);

  const graph = openGraph(config, start.newId);
  const channel = await createChannel(config);
  const tenant = servedTenant(db, config.tenantId, clock.now);
  const connector = createConnector({
    loopback: config.loopback,
    serviceUrlHosts: config.serviceUrlHosts,
    token: channel.token,
    room: (conversationId) => messageRoom(db, conversationId),
    clock,
  });
  const ownersOf = async (projectKey: string) => {
    const project = (await activeProjects(db)).find(({ key }) => key === projectKey);
    const group =
      project?.ownersGroup === undefined ? [] : await graph.peopleIn(project.ownersGroup);
    return [...new Set([...(project?.owners ?? []), ...group])];
  };
  const announcer = createAnnouncer({ db, clock, connector, ownersOf });
  const review = {
    ...work,
    ...graph,
    rightsGroups: Object.values(config.groups),
    ownAppIds: new Set([config.registration?.appId ?? [], clientIdOf(config) ?? []].flat()),
  };
  const { replicationPatience: patienceMs } = config.times;
  const pacer = createPacer(work, {
    invitation: config.graph.invitations,
    write: config.graph.writes,
  });
  const common = { ...work, ...graph, announcer, operatorsGroup: config.groups.operators };
  const loops = { wake(): void {} };
  const background = new Set<Promise<unknown>>();
  const bot: BotDeps = {
    ...work,
    config,
    announcer,
    connector,
    rights: { ...graph, groups: config.groups, loopback: config.loopback },
    review,
    peopleIn: graph.peopleIn,
    chance: start.chance,
    projects: () => activeProjects(db),
    wake: () => loops.wake(),
    background(running) {
      const kept = running.catch((error: unknown) =>
        log.error('background work failed', { error }),
      );
      background.add(kept);
      void kept.finally(() => background.delete(kept));
    },
  };
  const app = createApp({ ...bot, newCorrelationId: start.newId });
  const http = createHttp({
    listen: config.http,
    loopback: config.loopback,
    log,
    routes: {
      messages: receiveActivity({
        channel,
        run: (context) => app.run(context),
        loopback: config.loopback,
        serviceUrlHosts: config.serviceUrlHosts,
        servedTenant: tenant.admit,
        seen: {
          begin: (key, now) =>
            beginActivity(db, key, now, new Date(now.getTime() + activityLeaseMs)),
          finish: (key, answer) => finishActivity(db, key, answer),
          abandon: (key) => abandonActivity(db, key),
        },
        log,
        now: clock.now,
      }),
      notifications: notificationsRoute((hints) =>
        takeNotifications({ ...work, tenant: tenant.now }, hints),
      ),
      lifecycle: lifecycleRoute(async (hints) =>
        log.info('lifecycle notification', { count: hints.length }),
      ),
      ready: async () => {
        await queue.check();
        return true;
      },
    },
  });
  const port = await http.listen();
  stops.push(() => http.close());
  const running = await startWork({
    ...work,
    engine: { ...common, worker, pacer, chance: start.chance, patienceMs },
    draw: common,
    review,
    ask: common,
    look: common,
    alert: common,
    held: common,
    sweep: common,
    delta: common,
    house: {
      ...work,
      draftLapsesMs: config.times.draftLapses,
      retentionMs: config.times.retention,
    },
    subscription:
      config.http.publicUrl === undefined
        ? undefined
        : { ...common, publicUrl: config.http.publicUrl, newClientState: start.newSecret },
    tenant: tenant.now,
    every: { pollMs: config.times.redemptionPoll, sweepMs: config.times.redemptionSweep },
  });
  loops.wake = running.wake;
  stops.push(async () => {
    await Promise.allSettled(background);
    await running.stop();
  });
  return port;
}

async function openServer(
  { config, log, onLost }: Start,
  stops: (() => Promise<unknown> | unknown)[],
): Promise<string> {
  if (config.database.kind === 'server') return config.database.url;
  const server = await openEmbedded(config.database.dataDir, { log, onLost });
  stops.push(() => server.close());
  return server.connectionString;
}

function clientIdOf({ graph: { credential } }: Config): string | undefined {
  return 'clientId' in credential ? credential.clientId : undefined;
}
