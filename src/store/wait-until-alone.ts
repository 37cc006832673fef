import { needsAllStopped } from './beside-older.ts';
import type { Db } from './database.ts';
import { compareMigrations } from './migrate.ts';
import { exists } from './statement.ts';

/** A replica that is being stopped needs so many seconds at the most. */
const patienceSeconds = 20;

/**
 * Waits before a migration beside which older replicas cannot work, until none works. Throws if one goes on, in words for
 * the person who starts the bot.
 */
export async function waitUntilAlone(db: Db, sleep: (ms: number) => Promise<void>): Promise<void> {
  for (let left = patienceSeconds; await mustWait(db); left -= 1) {
    if (left === 0) {
      throw new Error(
        'This version of Guestlist changes tables in a way that older replicas cannot work beside. Stop all of them, then start this one.',
      );
    }
    await sleep(1000);
  }
}

async function mustWait(db: Db): Promise<boolean> {
  const { pending } = await compareMigrations(db);
  return pending.some((name) => needsAllStopped.has(name)) && (await othersWork(db));
}

/** Every replica that has started keeps connections of its queue open. This one has not opened its own yet. */
const othersWork = (db: Db) => exists(db)`
  select from pg_stat_activity where datname = current_database() and application_name = 'guestlist-queue'`;
