import type { Config } from '../../src/config.ts';
import type { Log } from '../../src/log.ts';
import { isOfDatabase, unusable } from '../../src/store/connection/start-faults.ts';
import { activeProjects } from '../../src/store/projects.ts';
import { pullInWaits } from '../../src/store/pull-in-waits.ts';
import { countStates } from '../../src/store/state-counts.ts';
import type { Clock } from '../../src/work/runtime/work-deps.ts';
import { startWork, type Work } from '../../src/work/start-work.ts';
import { createFileQueue } from '../files/file-queue.ts';
import { catchEscapes, type Escapes } from '../http/escaped-errors.ts';
import { createHttp } from '../http/server.ts';
import { createApp } from '../routes/route-activities.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { rememberMembers } from '../turns/member-memory.ts';
import { keepSeen } from '../turns/seen-with-activity.ts';
import { createBackground } from './background.ts';
import { createJobs } from './create-jobs.ts';
import { examineRunning } from './examine-running.ts';
import { watchHealth } from './health.ts';
import { createRoutes } from './http-routes.ts';
import { openStore, type Stops } from './open-store.ts';
import { quietConsole } from './quiet-console.ts';
import { createParts, type Parts } from './shared-parts.ts';
import { watchClock } from './watch-clock.ts';
import { applyProjectsFile, watchProjects } from './watch-projects.ts';

export type Start = {
  config: Config;
  log: Log;
  clock: Clock;
  chance: () => number;
  newId: () => string;
  newSecret: () => string;
  /** The embedded database went away by itself. */
  onLost: () => void;
  /** Called for an unexpected error: nobody knows what state the bot is in. */
  onFatal: () => void;
};

/** Puts the concrete parts together, in reading order. Its stop takes them apart in reverse. */
export async function startBot(start: Start): Promise<{ port: number; stop(): Promise<void> }> {
  const { log } = start;
  const escapes = catchEscapes(start);
  const stops: Stops = [quietConsole(log), escapes.stop];
  const stop = () => stopAll(stops);
  try {
    const port = await open(start, escapes, stops);
    log.info('ready', { port });
    return { port, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw reasonOf(error, start.config);
  }
}

/** A start may use up the connections of its role only after it has opened the store. */
const reasonOf = (error: unknown, { database }: Pick<Config, 'database'>) =>
  database.kind === 'server' && isOfDatabase(error) ? unusable(error, database.url) : error;

/** Takes all parts apart, the last opened first, also where one of them throws. Throws the first error in the end. */
async function stopAll(stops: Stops): Promise<void> {
  const faults: unknown[] = [];
  for (const end of stops.toReversed()) {
    try {
      await end();
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}

async function open(start: Start, escapes: Escapes, stops: Stops): Promise<number> {
  const { config, log, newId } = start;
  const worker = newId();
  const store = await openStore(start, worker, stops);
  const { work, hold } = store;
  // The clock of a replica that wrote here before may have been ahead of this one's.
  await hold(() => pullInWaits(work.db, work.clock.now()));
  await openMetrics(start, { db: work.db, escapes }, stops);
  await hold(() => applyProjectsFile(work, config.projectsFile));
  const parts = await createParts(config, store, newId);
  const projects = watchProjects(
    {
      ...parts.review,
      ...parts.graph,
      announcer: parts.announcer,
      operatorsGroup: config.groups.operators,
      tenant: parts.tenant.now,
    },
    config.projectsFile,
  );
  stops.push(() => projects.stop());
  stops.push(watchClock({ ...watchedBy(start, work), moment }));
  const background = createBackground(log);
  const loops: Pick<Work, 'wake' | 'checkGuests'> = { wake() {}, checkGuests() {} };
  const bot = conversation(start, parts, {
    wake: () => loops.wake(),
    background: background.add,
  });
  const app = createApp({ ...bot, newCorrelationId: newId });
  const health = watchHealth(store.pools, work.queue, moment);
  const http = createHttp({
    listen: config.http,
    loopback: config.loopback,
    log,
    escapes,
    moment,
    routes: createRoutes(
      config,
      { ...parts, health, checkGuests: () => loops.checkGuests() },
      (context, seen) => {
        keepSeen(context, seen);
        return app.run(context);
      },
    ),
  });
  const port = await http.listen();
  stops.push(() => http.close());

  const running = await startWork(createJobs(config, parts, { ...start, worker }));
  Object.assign(loops, { wake: running.wake, checkGuests: running.checkGuests });
  stops.push(async () => {
    await background.settled(stopsWithinMs);
    await running.stop();
  });
  return port;
}

/** Work that goes on after its turn has so long when the bot stops. Platforms kill after half a minute. */
const stopsWithinMs = 15_000;

const moment = () => performance.now();

/**
 * Acts after a clock was set back. Rows have times that the clock wrote while it was ahead. Without this they would
 * wait until the clock reaches those times again.
 */
function watchedBy({ log }: Pick<Start, 'log'>, { db, clock }: Parts['work']) {
  return {
    now: clock.now,
    onBack: () => log.warn('clock set back'),
    async mend() {
      await pullInWaits(db, clock.now()).catch((error: unknown) => {
        log.error('clock not mended', { error });
        throw error;
      });
    },
  };
}

function conversation(
  start: Start,
  parts: Parts,
  engine: Pick<BotDeps, 'wake' | 'background'>,
): BotDeps {
  const { config, chance } = start;
  const { work, graph, announcer, connector, review, pacer } = parts;
  return {
    ...work,
    config,
    announcer,
    connector,
    rights: { ...graph, groups: config.groups, loopback: config.loopback },
    members: rememberMembers(work.clock),
    allowed: rememberMembers(work.clock),
    review,
    endings: { ...work, ...graph, operatorsGroup: config.groups.operators },
    peopleIn: graph.peopleIn,
    sponsorsOf: graph.sponsorsOf,
    entraLogOf: graph.entraLogOf,
    links: { ...work, ...graph, pacer },
    files: createFileQueue(),
    chance,
    projects: () => activeProjects(work.db),
    examine: () => examineRunning(start, parts),
    ...engine,
  };
}

type Measured = { db: Parts['work']['db']; escapes: Escapes };

async function openMetrics({ config, log }: Start, { db, escapes }: Measured, stops: Stops) {
  if (config.metrics === undefined) return;
  // Its library is read only where somebody asks for metrics.
  const { startMetrics } = await import('../http/metrics.ts');
  const metrics = await startMetrics({
    listen: config.metrics,
    counts: () => countStates(db),
    escaped: escapes.count,
    log,
  });
  stops.push(() => metrics.close());
  log.info('metrics ready', { port: metrics.port });
}
