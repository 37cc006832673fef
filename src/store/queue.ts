import { fromKysely, PgBoss } from 'pg-boss';
import { connecting } from './connections.ts';
import type { Db } from './database.ts';

/** The work that is not a step of the ledger, with what each job carries: ids, nothing else. */
export type Jobs = {
  /** Something became due: look at the ledger, the reviews or the cards now rather than at the next tick. */
  wake: Record<string, never>;
  'ask-approval': { approvalId: number };
  'tell-held': Record<string, never>;
};
type JobName = keyof Jobs;
const jobNames: readonly JobName[] = ['wake', 'ask-approval', 'tell-held'];

export type Queue = {
  /** Enqueues in the caller's transaction: the job exists exactly when the change that asks for it does. */
  send<N extends JobName>(db: Db, name: N, data: Jobs[N]): Promise<void>;
  /** A handler may be called twice for one job, and is called again when it throws. */
  work<N extends JobName>(name: N, handler: (data: Jobs[N]) => Promise<void>): Promise<void>;
  /** Runs on one replica at a time, so many seconds apart, whatever the number of replicas. A run that is due meanwhile passes. */
  every(name: string, seconds: number, run: () => Promise<void>): Promise<void>;
  /** Throws when the queue does not answer. */
  check(): Promise<void>;
  stop(): Promise<void>;
};

export async function openQueue(options: {
  connectionString: string;
  onError: (error: unknown) => void;
}): Promise<Queue> {
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
  });
  boss.on('error', options.onError);
  await boss.start();
  for (const name of jobNames) await boss.createQueue(name, durable);
  // pg-boss reads a queue's settings over a connection of its own the first time: not inside our transactions.
  await boss.getQueues([...jobNames]);

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
      // Not 'stately': where pg-boss counts while a run is under way, it hands out no more of them for a minute.
      await boss.createQueue(name, { ...durable, policy: 'short' });
      // The queue looks once a second: what is asked for a second early never comes late.
      const next = (after = seconds > 1 ? seconds - 1 : seconds) =>
        boss.send(name, {}, { startAfter: after, singletonKey: name });
      await boss.work(name, polling, async ([job]) => {
        // Before the run: a run that dies does not end the chain. Where this fails, the queue calls again.
        await next();
        if (job === undefined || (await isUnderWay(boss, name, job.id))) return;
        await run().catch(options.onError);
      });
      await next(0);
    },
    async check() {
      await boss.getQueue('wake');
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}

/** A line that died without a word: the statement in it ends, and with it the connection. */
const silence = { query_timeout: 17_000, notifyHeartbeatTimeoutMs: 5_000 };

/** Whether a run that began before this one is not over. */
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

/** Retries are not notified, so polling finds them. */
const polling = {
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
  localConcurrency: 2,
} as const;
