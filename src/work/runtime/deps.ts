import type { Log } from '../../log.ts';
import type { Db } from '../../store/database.ts';
import type { Queue } from '../../store/queue.ts';

/** Time, as everything in `src/work` gets it. */
export type Clock = {
  now(): Date;
  /** Resolves early, without error, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** What nearly every piece of work needs. Graph is asked for call by call, beside this. */
export type WorkDeps = { db: Db; queue: Queue; clock: Clock; log: Log };
