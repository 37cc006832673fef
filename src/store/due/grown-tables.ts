import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { column } from '../statement.ts';

/** Fewer changes do not make PostgreSQL plan badly. */
const fewestChanges = 500;

/**
 * Has PostgreSQL count the tables anew that have changed as many rows as they had when it last counted. Until then it
 * plans for the small tables of before, and reads all of a large one for each row. Its own job looks only once a
 * minute. Leaves out tables of another role: only the owner may. Returns the names of the tables.
 */
export async function analyzeGrown(db: Db): Promise<string[]> {
  const grown = await column(db)<string>`
    select c.relname from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where s.schemaname = current_schema() and pg_has_role(c.relowner, 'usage')
      and s.n_mod_since_analyze >= greatest(${fewestChanges}, c.reltuples) order by 1`;
  for (const table of grown) await sql`analyze ${sql.table(table)}`.execute(db);
  return grown;
}
