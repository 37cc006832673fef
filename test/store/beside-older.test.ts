import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsAllStopped, waitUntilAlone } from '../../src/store/beside-older.ts';
import type { Db } from '../../src/store/database.ts';
import { compareMigrations, migrate } from '../../src/store/migrate.ts';
import { all, column, run } from '../../src/store/statement.ts';
import released from './released-migrations.json' with { type: 'json' };
import { startDatabase, startQueue } from './start-database.ts';

const server = await startDatabase();
const lastReleased = Object.keys(released).at(-1) ?? '';

type Column = { type: string; must: boolean; generated: string };
/** What the statements of a replica rely on, each by its table. */
type Tables = Map<
  string,
  { columns: Map<string, Column>; rules: Map<string, string>; gates: Map<string, string> }
>;

/**
 * Reads the tables as an older replica meets them. `rules` must stay as they are: unique indexes, which `on conflict`
 * names. `gates` may refuse what it writes: checks, references, triggers.
 */
async function tablesOf(db: Db): Promise<Tables> {
  const columns = await all(db)<{ table: string; name: string } & Column>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull and not a.atthasdef and a.attidentity = '' as must, a.attgenerated as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`;
  const rules = await all(db)<{ table: string; name: string; text: string }>`
    select indrelid::regclass::text as table, indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text
    from pg_index join pg_class c on c.oid = indrelid
    where indisunique and c.relnamespace = 'public'::regnamespace`;
  const gates = await all(db)<{ table: string; name: string; text: string }>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as text
    from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace and conrelid <> 0
    union all
    -- A reference without a cascade refuses deletes of the table that it names.
    select confrelid::regclass::text, 'from ' || conname, pg_get_constraintdef(oid)
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and confdeltype in ('a', 'r')
    union all
    select tgrelid::regclass::text, tgname, pg_get_triggerdef(t.oid) || ' ' || p.prosrc
    from pg_trigger t join pg_proc p on p.oid = tgfoid where not tgisinternal`;
  const tables: Tables = new Map();
  const of = (table: string) => {
    const known = tables.get(table);
    const made = known ?? { columns: new Map(), rules: new Map(), gates: new Map() };
    tables.set(table, made);
    return made;
  };
  for (const { table, name, ...rest } of columns) of(table).columns.set(name, rest);
  for (const { table, name, text } of rules) of(table).rules.set(name, text);
  for (const { table, name, text } of gates) of(table).gates.set(name, text);
  return tables;
}

/** Functions by their names and arguments: older replicas call them. */
const functionsOf = async (db: Db) =>
  new Map(
    (
      await all(db)<{ name: string; text: string }>`
        select oid::regprocedure::text as name, prosrc as text from pg_proc where pronamespace = 'public'::regnamespace`
    ).map(({ name, text }) => [name, text]),
  );

/** Why a replica that knows `before` cannot work with `now`. */
function broken(before: Tables, now: Tables): string[] {
  return [...before].flatMap(([table, old]) => {
    const found = now.get(table);
    if (found === undefined) return [`${table} is gone`];
    const changedRules = [...changes(old.rules, found.rules), ...changes(old.gates, found.gates)];
    const changedColumns = [...old.columns].filter(
      ([name, { type, must }]) =>
        found.columns.get(name)?.type !== type || (found.columns.get(name)?.must && !must),
    );
    const needed = [...found.columns].filter(
      ([name, { must, generated }]) => !old.columns.has(name) && must && generated === '',
    );
    return [...changedRules, ...[...changedColumns, ...needed].map(([name]) => `${table}.${name}`)];
  });
}

/** Names whose text is new, gone or another. */
const changes = (before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>) =>
  [...new Set([...before.keys(), ...now.keys()])].filter(
    (name) => before.get(name) !== now.get(name),
  );

test('beside each migration since the last release older replicas go on, or it says that all must stop', async (t) => {
  const { db } = await server.empty(t);
  const { pending } = await compareMigrations(db);
  const since = pending.filter((name) => name > lastReleased);
  assert.ok(since.length > 0);
  await migrate(db, new Date(), lastReleased);
  const wrong: string[] = [];
  let [tables, functions] = [await tablesOf(db), await functionsOf(db)];
  for (const name of since) {
    await migrate(db, new Date(), name);
    const [after, called] = [await tablesOf(db), await functionsOf(db)];
    const known = new Map([...called].filter(([each]) => functions.has(each)));
    const why = [...broken(tables, after), ...changes(functions, known)];
    if (why.length > 0 !== needsAllStopped.has(name)) wrong.push(`${name}: ${why.join(', ')}`);
    [tables, functions] = [after, called];
  }
  assert.deepEqual(wrong, []);
  const names = new Set(since);
  assert.deepEqual(
    [...needsAllStopped].filter((name) => !names.has(name)),
    [],
  );
});

test('an older replica starts beside a newer one where the newer one said so, and otherwise refuses', async (t) => {
  const { db } = await server.fresh(t);
  const newer = async (...more: string[]) => {
    for (const name of more)
      await run(db)`insert into kysely_migration (name, timestamp) values (${name}, '')`;
  };
  const tell = (names: readonly string[]) => run(db)`
    update watch set value = value || ${JSON.stringify(names)}::jsonb where name = 'beside older'`;
  await newer('9998-harmless');
  await assert.rejects(migrate(db, new Date()), /A newer Guestlist has used this database/);
  await tell(['9998-harmless']);
  assert.equal(await migrate(db, new Date()), 'newer');
  await newer('9999-not-harmless');
  await assert.rejects(migrate(db, new Date()), /A newer Guestlist has used this database/);
  // The older one overwrites nothing of what the newer one said.
  const [said] = await column(db)<string[]>`select value from watch where name = 'beside older'`;
  assert.ok(said?.includes('9998-harmless'));
});

const comingIn = (db: Db) => async () => (await compareMigrations(db)).pending;

test('a start waits for older replicas to stop before a migration that they cannot work beside', async (t) => {
  const { db, connectionString } = await server.empty(t);
  const [first] = [...needsAllStopped].sort();
  const { pending } = await compareMigrations(db);
  await migrate(db, new Date(), pending[pending.indexOf(first ?? '') - 1]);
  const older = await startQueue(t, { connectionString });
  let slept = 0;
  await assert.rejects(
    waitUntilAlone(db, comingIn(db), async () => {
      slept += 1;
    }),
    /older replicas cannot work beside\. Stop all of them/,
  );
  assert.equal(slept, 20);
  await waitUntilAlone(db, comingIn(db), async () => {
    await older.stop();
    // The server forgets a session a moment after its client has gone.
    for (;;) {
      const left = await column(db)`
        select pid from pg_stat_activity where datname = current_database() and application_name = 'guestlist-queue'`;
      if (left.length === 0) return;
    }
  });
  await migrate(db, new Date());
  // Nothing is to come any more: replicas of this version may start beside each other.
  await startQueue(t, { connectionString });
  await waitUntilAlone(db, comingIn(db), () => Promise.reject(new Error('It waits')));
});
