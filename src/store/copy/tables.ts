import type { Db } from '../database.ts';
import { all } from '../statement.ts';

/** A table of ours, with the columns that hold something of their own. */
export type CopiedTable = {
  name: string;
  columns: readonly { name: string; type: string }[];
};

/** kysely's own tables, which a migration fills. */
const notOurs = ['kysely_migration', 'kysely_migration_lock'];

/** All tables of the bot, by name. Columns that the server computes are left out. */
export async function readTables(db: Db): Promise<CopiedTable[]> {
  const rows = await all(db.withoutPlugins())<{ name: string; column: string; type: string }>`
    select c.relname as name, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and not c.relname = any (${notOurs})
    order by c.relname, a.attnum`;
  return [...Map.groupBy(rows, ({ name }) => name)].map(([name, columns]) => ({
    name,
    columns: columns.map(({ column, type }) => ({ name: column, type })),
  }));
}

/** References between tables. A copy is put back without them, and they check it afterwards. */
export type ForeignKey = { table: string; name: string; definition: string };

/** All references from one table to another. */
export async function readReferences(db: Db): Promise<ForeignKey[]> {
  return await all(db.withoutPlugins())<ForeignKey>`
    select c.relname as table, r.conname as name, pg_get_constraintdef(r.oid) as definition
    from pg_constraint r join pg_class c on c.oid = r.conrelid
    where r.contype = 'f' and r.conparentid = 0 and c.relnamespace = 'public'::regnamespace
    order by c.relname, r.conname`;
}

/** Columns that number rows by themselves. */
export async function readNumbered(db: Db): Promise<{ table: string; column: string }[]> {
  return await all(db.withoutPlugins())<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attidentity <> ''`;
}
