import { sql } from 'kysely';
import type { PartnerRow } from '../../src/guests/list/partner-row.ts';
import type { Db } from '../../src/store/database.ts';

/** The rows of a request's list, in the order of the list. */
export async function rowsIn(
  db: Db,
  requestId: number,
): Promise<{ row: number; line: number; partner: PartnerRow }[]> {
  const { rows } = await sql<{ row: number; line: number; partner: PartnerRow }>`
    select row, line, partner from request_row where request_id = ${requestId} order by row`.execute(
    db,
  );
  return rows;
}
