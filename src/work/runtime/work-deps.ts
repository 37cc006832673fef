import type { Log } from '../../log.ts';
import type { Db } from '../../store/database.ts';
import type { Queue } from '../../store/queue.ts';

/** The clock of everything in `src/work`. */
export type Clock = {
  now(): Date;
  /** Resolves early, without error, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The dependencies of nearly all work. Each job names its calls to Graph beside them. */
export type WorkDeps = {
  db: Db;
  queue: Queue;
  clock: Clock;
  log: Log;
  /** How long a loop rests that nobody wakes, where something looks what is due. Without it each loop looks itself. */
  restMs?: number | undefined;
};
