import { fromKysely, PgBoss } from 'pg-boss';
import { connecting } from './connection/connections.ts';
import type { HoldOn } from './connection/hold-on.ts';
import type { Db } from './database.ts';
import { keepPolicy, mendQueue } from './mend-queue.ts';
import { steadyClock } from './steady-clock.ts';

/** The jobs that are no steps of the ledger, and what each carries: ids and nothing else. */
export type Jobs = {
  /** Something became due: the loops check the ledger, the reviews and the cards now, not at their next tick. */
  wake: Record<string, never>;
  'ask-approval': { approvalId: number };
  'tell-held': Record<string, never>;
};
type JobName = keyof Jobs;
const jobNames: readonly JobName[] = ['wake', 'ask-approval', 'tell-held'];

/** The part of pg-boss that the bot uses. */
export type Queue = {
  /** Enqueues in the caller's transaction: the job exists exactly when the change that needs it does. */
  send<N extends JobName>(db: Db, name: N, data: Jobs[N]): Promise<void>;
  /** pg-boss may call a handler twice for one job, and calls it again when it throws. */
  work<N extends JobName>(name: N, handler: (data: Jobs[N]) => Promise<void>): Promise<void>;
  /**
   * Runs `run` every so many seconds on one replica, however many there are. A run that comes due during another is
   * dropped.
   */
  every(name: string, seconds: number, run: () => Promise<void>): Promise<void>;
  /** Throws when the queue does not answer. */
  check(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts pg-boss on a pool of its own. `onError` hears of its errors and of a scheduled run that throws. `hold` repeats
 * what a broken connection ended while jobs are set up.
 */
export async function openQueue(options: {
  connectionString: string;
  onError: (error: unknown) => void;
  hold?: HoldOn;
}): Promise<Queue> {
  const hold: HoldOn = options.hold ?? ((step) => step());
  const boss = new PgBoss({
    connectionString: options.connectionString,
    ...connecting({}),
    ...silence,
    max: 4,
    application_name: 'guestlist-queue',
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    schedule: false,
    clock: steadyClock(),
  });
  boss.on('error', options.onError);
  try {
    await begin(boss);
  } catch (error) {
    // What has begun would go on, with its connections.
    await boss.stop({ graceful: false }).catch(options.onError);
    throw error;
  }

  const recurring = new Map<string, number>();
  const enqueue = (name: string, startAfter: number) =>
    boss.send(name, {}, { startAfter, singletonKey: name });
  const mend = async () => {
    for (const name of await mendQueue(boss, recurring)) await enqueue(name, 0);
  };
  const mending = setInterval(() => void mend().catch(options.onError), mendEveryMs);

  return {
    async send(db, name, data) {
      await boss.send(name, data, { db: fromKysely(db.withoutPlugins()) });
    },
    async work(name, handler) {
      await boss.work<Jobs[typeof name]>(name, polling, async (jobs) => {
        for (const job of jobs) await handler(job.data);
      });
    },
    async every(name, seconds, run) {
      // Not 'stately': when pg-boss counts during a run, it hands out no further run for a minute.
      await hold(async () => {
        await boss.createQueue(name, { ...durable, policy });
        await keepPolicy(boss, name, policy);
      });
      const look = secondsBetweenLooks(seconds);
      // A job that is due one look early never comes late.
      const after = seconds > 1 ? seconds - look : seconds;
      await boss.work(name, recurringEvery(look), async ([job]) => {
        // The next run is enqueued first, so that a run that dies does not end the chain. If this throws, the queue
        // retries.
        await enqueue(name, after);
        if (job === undefined || (await isUnderWay(boss, name, job.id))) return;
        await run().catch(options.onError);
      });
      await hold(() => enqueue(name, 0));
      // An earlier start may have left a run for later, with a longer interval. It hides the one from above.
      recurring.set(name, seconds);
      await hold(mend);
    },
    async check() {
      await boss.getQueue('wake');
    },
    async stop() {
      clearInterval(mending);
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

async function begin(boss: PgBoss): Promise<void> {
  await boss.start();
  for (const name of jobNames) await boss.createQueue(name, durable);
  // The first time, pg-boss reads a queue's settings over a connection of its own. It must not do that in our
  // transactions.
  await boss.getQueues([...jobNames]);
}

/** One run is queued at a time, while another may be under way. */
const policy = 'short';
/** This is more often than any job recurs. */
const mendEveryMs = 2_000;

/** For a connection that died without a word: the statement on it ends, and with it the connection. */
const silence = { query_timeout: 17_000, notifyHeartbeatTimeoutMs: 5_000 };

/** True while a run that began before this one still goes on. */
async function isUnderWay(boss: PgBoss, name: string, jobId: string): Promise<boolean> {
  const { rows } = await boss.getDb().executeSql(
    `select from pgboss.job mine join pgboss.job other on other.name = mine.name and other.state = 'active'
    where mine.name = $1 and mine.id = $2 and (other.started_on, other.id) < (mine.started_on, mine.id) limit 1`,
    [name, jobId],
  );
  return rows.length > 0;
}

const durable = {
  notify: true,
  retryLimit: 50,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 3600,
} as const;

/** pg-boss notifies nobody of a retry, so polling must find it. A new job wakes its worker. */
const polling = {
  pollingIntervalSeconds: 5,
  notifyPollingIntervalSeconds: 5,
  localConcurrency: 2,
} as const;

/** A run that comes due during another waits for the worker, or another replica drops it. */
const recurringEvery = (look: number) =>
  ({
    pollingIntervalSeconds: look,
    notifyPollingIntervalSeconds: look,
    localConcurrency: 1,
  }) as const;

/** How often a worker looks whether a job is due that recurs every so many seconds. */
const secondsBetweenLooks = (seconds: number) => Math.min(5, Math.max(1, Math.floor(seconds / 3)));
