import { sql } from 'kysely';
import { type Db, inTransaction } from '../database.ts';
import { knowsMigrations, migrate } from '../migrate.ts';
import { exists } from '../statement.ts';
import { openBreaker } from '../steps/breaker.ts';
import { type CopyCounts, CopyFault, type CopyHead, readCopyLine } from './copy-lines.ts';
import { type CopiedTable, readNumbered, readReferences, readTables } from './tables.ts';

/**
 * `held`: after a loss. Nothing is done again before an operator has looked. `moved`: nothing happened since the copy.
 */
export type RestoreHow = 'held' | 'moved';

const rowsAtOnce = 500;
/** So many numbers stay free for what was numbered between the copy and the loss. */
const gap = { held: 1_000, moved: 0 };

/**
 * Puts a copy into an empty database, all of it or nothing, and brings it up to date. Resolves with the moment of the
 * copy and the number of rows in each table, counted there. Throws CopyFault.
 */
export async function restoreCopy(
  db: Db,
  lines: AsyncIterable<string>,
  { how, now }: { how: RestoreHow; now: Date },
): Promise<{ at: Date; counts: CopyCounts }> {
  const reader = lines[Symbol.asyncIterator]();
  const head = await readHead(reader);
  if (!knowsMigrations(head.migrations)) throw new CopyFault('newer');
  await checkEmpty(db);
  // The tables as they were: later migrations then change the rows as well.
  await migrate(db, now, head.migrations.at(-1));
  const counts = await inTransaction(db, async (trx) => {
    const tables = await readTables(trx);
    const references = await readReferences(trx);
    for (const { table, name } of references)
      await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(trx);
    for (const { name } of tables) {
      await sql`alter table ${sql.table(name)} disable trigger user`.execute(trx);
      await sql`delete from ${sql.table(name)}`.execute(trx);
    }
    await putRows(trx, reader, tables);
    for (const { table, name, definition } of references)
      await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(
        trx,
      );
    for (const { name } of tables)
      await sql`alter table ${sql.table(name)} enable trigger user`.execute(trx);
    await goOnNumbering(trx, gap[how]);
    if (how === 'held') {
      const day = head.at.slice(0, 10);
      await openBreaker(trx, { code: 'restored', values: { day } }, now);
    }
    return await countRows(trx, tables);
  });
  await migrate(db, now);
  return { at: new Date(head.at), counts };
}

async function readHead(reader: AsyncIterator<string>): Promise<CopyHead> {
  const { value, done } = await reader.next();
  const line = readCopyLine(done === true ? '' : value);
  if (!('guestlist' in line)) throw new CopyFault('damaged');
  return line;
}

async function checkEmpty(db: Db): Promise<void> {
  const isUsed =
    (await exists(
      db,
    )`select from pg_tables where schemaname = 'public' and tablename = 'request'`) &&
    (await exists(db)`select from request union all select from guest limit 1`);
  if (isUsed) throw new CopyFault('in the way');
}

type Batch = { table: string; columns: readonly string[]; rows: string[] };

/** The rows in sets that one statement takes. Throws CopyFault unless the last line is there and counts the same. */
async function* batchesIn(reader: AsyncIterator<string>): AsyncGenerator<Batch> {
  const written: CopyCounts = {};
  let batch: Batch = { table: '', columns: [], rows: [] };
  for await (const text of { [Symbol.asyncIterator]: () => reader }) {
    const line = readCopyLine(text);
    if (Array.isArray(line)) {
      written[batch.table] = (written[batch.table] ?? 0) + 1;
      batch.rows.push(text);
      if (batch.rows.length < rowsAtOnce) continue;
    }
    yield batch;
    batch = 'table' in line ? { ...line, rows: [] } : { ...batch, rows: [] };
    if ('end' in line) return checkCounts(line.end, written);
  }
  throw new CopyFault('cut off');
}

async function putRows(
  trx: Db,
  reader: AsyncIterator<string>,
  tables: readonly CopiedTable[],
): Promise<void> {
  for await (const { rows, ...of } of batchesIn(reader))
    if (rows.length > 0) await insertRows(trx, columnsOf(of, tables), rows);
}

function columnsOf(
  { table: name, columns }: { table: string; columns: readonly string[] },
  tables: readonly CopiedTable[],
): CopiedTable {
  const there = tables.find((table) => table.name === name);
  const found = columns.flatMap(
    (each) => there?.columns.find((column) => column.name === each) ?? [],
  );
  if (found.length < columns.length)
    throw new CopyFault('damaged', { cause: `${name} has other columns` });
  return { name, columns: found };
}

function checkCounts(said: CopyCounts, written: CopyCounts): void {
  const wrong = Object.entries(said).find(([name, count]) => (written[name] ?? 0) !== count);
  if (wrong !== undefined)
    throw new CopyFault('damaged', { cause: `rows of ${wrong[0]} are missing` });
}

async function insertRows(trx: Db, { name, columns }: CopiedTable, rows: readonly string[]) {
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = sql.join(
    columns.map(({ type }, at) => sql`(line ->> ${sql.lit(at)})::${sql.raw(type)}`),
  );
  await sql`
    insert into ${sql.table(name)} (${names}) overriding system value
    select ${values} from unnest(${rows}::text[]) given (text), lateral (select text::json) read (line)`.execute(
    trx.withoutPlugins(),
  );
}

async function goOnNumbering(trx: Db, free: number): Promise<void> {
  for (const { table, column } of await readNumbered(trx))
    await sql`
      select setval(pg_get_serial_sequence(${table}, ${column}),
        greatest((select max(${sql.ref(column)}) from ${sql.table(table)}) + ${free}::bigint,
          nextval(pg_get_serial_sequence(${table}, ${column})) - 1, 1))`.execute(
      trx.withoutPlugins(),
    );
}

async function countRows(trx: Db, tables: readonly CopiedTable[]): Promise<CopyCounts> {
  const counts: CopyCounts = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(name)}`.execute(trx);
    counts[name] = Number(rows[0]?.count ?? 0);
  }
  return counts;
}
