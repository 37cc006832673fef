import type { Db } from './database.ts';
import { readValue } from './kept-values.ts';
import { run } from './statement.ts';

/**
 * Migrations after the last release (0054) that change what statements of an older replica meet: a key that its
 * `on conflict` names, a check, a table that it deletes from. All older replicas must stop before them. Beside every
 * other migration they go on. test/store/beside-older.test.ts reads from the tables which these are.
 */
export const needsAllStopped: ReadonlySet<string> = new Set([
  '0056-stand-in-of-several',
  '0058-give-up',
  '0059-stages',
]);

const name = 'beside older';

/** Tells older replicas beside which migrations they may work. Only the newest version writes this. */
export async function tellOlder(db: Db, migrations: readonly string[]): Promise<void> {
  const beside = migrations.filter((each) => !needsAllStopped.has(each));
  await run(db)`
    insert into watch (name, value, changed_at) values (${name}, ${JSON.stringify(beside)}, now())
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at
    where watch.value <> excluded.value`;
}

/** True where a newer version said that older ones may work beside all of these migrations. */
export async function mayWorkBeside(db: Db, migrations: readonly string[]): Promise<boolean> {
  const beside = await readValue(db, name);
  return Array.isArray(beside) && migrations.every((each) => beside.includes(each));
}
