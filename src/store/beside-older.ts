import { isDeepStrictEqual } from 'node:util';
import type { Db } from './database.ts';
import { readValue, writeValue } from './kept-values.ts';
import { exists } from './statement.ts';

/**
 * Migrations after the last release (0054) that change what statements of an older replica meet: a key that its
 * `on conflict` names, a check, a table that it deletes from. All older replicas must stop before them. Beside every
 * other migration they go on. test/store/beside-older.test.ts reads from the tables which these are.
 */
export const needsAllStopped: ReadonlySet<string> = new Set([
  '0056-stand-in-of-several',
  '0058-give-up',
  '0067-returned-access',
  '0059-stages',
]);

const name = 'beside older';

/** Tells older replicas beside which migrations they may work. Only the newest version writes this. */
export async function tellOlder(db: Db, migrations: readonly string[], now: Date): Promise<void> {
  const beside = migrations.filter((each) => !needsAllStopped.has(each));
  // The same word keeps its time: a copy that is put back must be as it was.
  if (isDeepStrictEqual(await readValue(db, name), beside)) return;
  await writeValue(db, name, beside, now);
}

/** True where a newer version said that older ones may work beside all of these migrations. */
export async function mayWorkBeside(db: Db, migrations: readonly string[]): Promise<boolean> {
  const beside = await readValue(db, name);
  return Array.isArray(beside) && migrations.every((each) => beside.includes(each));
}

/** A replica that is being stopped needs so many seconds at the most. */
const patienceSeconds = 20;

/**
 * Waits before a migration beside which older replicas cannot work, until none works. Throws if one goes on, in words
 * for the person who starts the bot. `pending` reads the migrations to come.
 */
export async function waitUntilAlone(
  db: Db,
  pending: () => Promise<readonly string[]>,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  const mustWait = async () =>
    (await pending()).some((each) => needsAllStopped.has(each)) && (await othersWork(db));
  for (let left = patienceSeconds; await mustWait(); left -= 1) {
    if (left === 0) {
      throw new Error(
        'This version of Guestlist changes tables in a way that older replicas cannot work beside. Stop all of them, then start this one.',
      );
    }
    await sleep(1000);
  }
}

/** Every replica that has started keeps connections of its queue open. This one has not opened its own yet. */
const othersWork = (db: Db) => exists(db)`
  select from pg_stat_activity where datname = current_database() and application_name = 'guestlist-queue'`;
