import { sql } from 'kysely';
import { type Db, inSnapshot } from '../database.ts';
import { column } from '../statement.ts';
import type { CopyCounts, CopyHead } from './copy-lines.ts';
import { type CopiedTable, readTables } from './tables.ts';

const rowsAtOnce = 1_000;

/**
 * Writes every row of every table as lines of text, as they are at one moment: the bot may go on working meanwhile.
 * Values are in PostgreSQL's own words, so that any version of it reads them.
 */
export async function writeCopy(
  db: Db,
  write: (line: string) => Promise<void>,
  now: Date,
): Promise<CopyCounts> {
  return await inSnapshot(db, async (trx) => {
    const migrations = await column(trx)<string>`select name from kysely_migration order by name`;
    const head: CopyHead = { guestlist: 1, at: now.toISOString(), migrations };
    await write(JSON.stringify(head));
    const counts: CopyCounts = {};
    for (const table of await readTables(trx))
      counts[table.name] = await writeTable(trx, table, write);
    await write(JSON.stringify({ end: counts }));
    return counts;
  });
}

async function writeTable(
  trx: Db,
  { name, columns }: CopiedTable,
  write: (line: string) => Promise<void>,
): Promise<number> {
  await write(JSON.stringify({ table: name, columns: columns.map((each) => each.name) }));
  const texts = sql.join(columns.map((each) => sql`${sql.ref(each.name)}::text`));
  const plain = trx.withoutPlugins();
  await sql`declare copied no scroll cursor for
    select json_build_array(${texts})::text as line from ${sql.table(name)}`.execute(plain);
  let written = 0;
  for (;;) {
    const { rows } = await sql<{ line: string }>`
      fetch ${sql.lit(rowsAtOnce)} from copied`.execute(plain);
    for (const { line } of rows) await write(line);
    written += rows.length;
    if (rows.length < rowsAtOnce) break;
  }
  await sql`close copied`.execute(plain);
  return written;
}
