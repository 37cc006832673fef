import { sql } from 'kysely';
import type { Db } from './database.ts';

type Strings = TemplateStringsArray;

/** Runs a statement and returns its rows. The caller's return type says what a row is. */
export const all =
  (db: Db) =>
  async <Row>(strings: Strings, ...values: readonly unknown[]): Promise<Row[]> =>
    (await sql<Row>(strings, ...values).execute(db)).rows;

/** Runs a statement and returns its first row, if it has one. */
export const first =
  (db: Db) =>
  async <Row>(strings: Strings, ...values: readonly unknown[]): Promise<Row | undefined> =>
    (await all(db)<Row>(strings, ...values))[0];

/** Runs a statement that always returns a row, such as an insert with `returning`. Throws where it returns none. */
export const one =
  (db: Db) =>
  async <Row>(strings: Strings, ...values: readonly unknown[]): Promise<Row> => {
    const row = await first(db)<Row>(strings, ...values);
    if (row === undefined) throw new Error('The statement returned no row');
    return row;
  };

/** Runs a statement and says whether it returned a row. */
export const exists =
  (db: Db) =>
  async (strings: Strings, ...values: readonly unknown[]): Promise<boolean> =>
    (await all(db)(strings, ...values)).length > 0;

/** Runs a statement of one column and returns that column. */
export const column =
  (db: Db) =>
  async <Value>(strings: Strings, ...values: readonly unknown[]): Promise<Value[]> =>
    (await all(db)<Record<string, Value>>(strings, ...values)).flatMap((row) => Object.values(row));

/** Runs a statement of one column and returns its values, each once. */
export const distinct =
  (db: Db) =>
  async <Value>(strings: Strings, ...values: readonly unknown[]): Promise<Set<Value>> =>
    new Set(await column(db)<Value>(strings, ...values));

/** Runs a statement and says whether it changed exactly one row: compare and set. */
export const changed =
  (db: Db) =>
  async (strings: Strings, ...values: readonly unknown[]): Promise<boolean> =>
    (await count(db)(strings, ...values)) === 1;

/** Runs a statement and returns how many rows it inserted, updated or deleted. */
export const count =
  (db: Db) =>
  async (strings: Strings, ...values: readonly unknown[]): Promise<number> =>
    Number((await sql(strings, ...values).execute(db)).numAffectedRows ?? 0n);

/** Runs a statement for its effect alone. */
export const run =
  (db: Db) =>
  async (strings: Strings, ...values: readonly unknown[]): Promise<void> => {
    await sql(strings, ...values).execute(db);
  };
