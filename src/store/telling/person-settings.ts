import type { LineSetting } from '../../guests/times/news-times.ts';
import type { Db } from '../database.ts';
import { column, run } from '../statement.ts';

/** How somebody wants to hear of partners who accept. */
export async function readLines(
  db: Db,
  who: { tenantId: string; personId: string },
): Promise<LineSetting> {
  const [lines] = await column(db)<LineSetting>`
    select lines from setting where tenant_id = ${who.tenantId} and person_id = ${who.personId}`;
  return lines ?? 'usual';
}

/** Stores how somebody wants to hear of partners who accept. */
export async function saveLines(
  db: Db,
  who: { tenantId: string; personId: string },
  lines: LineSetting,
  now: Date,
): Promise<void> {
  await run(db)`
    insert into setting (tenant_id, person_id, lines, changed_at)
    values (${who.tenantId}, ${who.personId}, ${lines}, ${now})
    on conflict (tenant_id, person_id) do update set lines = excluded.lines, changed_at = excluded.changed_at`;
}
