import { sql } from 'kysely';
import type { PartnerRow } from '../../guests/list/partner-row.ts';
import type { Db } from '../database.ts';
import type { NewRequest } from './requests.ts';

/** A request whose file is still being read. Nobody sees it before it has been read whole. */
export async function beginReading(
  db: Db,
  request: NewRequest,
  times: { now: Date; until: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into request (tenant_id, requester_id, requester_name, source, file_name, choice, created_at, reading_until)
    values (${request.tenantId}, ${request.requesterId}, ${request.requesterName}, ${request.source},
            ${request.fileName}, ${JSON.stringify(request.choice)}, ${times.now}, ${times.until})
    returning id`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('The request was not stored');
  return row.id;
}

/** False where somebody took the reading for dead and threw it away. */
export async function keepReading(db: Db, id: number, until: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update request set reading_until = ${until} where id = ${id} and read_at is null`.execute(db);
  return numAffectedRows === 1n;
}

/**
 * Appends rows of a file that is being read, without waiting for the disk: what is lost with the machine is a reading
 * that was cut short, and the end of the reading is waited for.
 */
export async function insertAhead(
  db: Db,
  id: number,
  rows: readonly { row: number; partner: PartnerRow }[],
): Promise<void> {
  const payload = rows.map(({ row, partner }) => ({ row, line: partner.line, partner }));
  await sql`
    with quick as (select set_config('synchronous_commit', 'off', true))
    insert into request_row (request_id, row, line, partner)
    select ${id}, r.row, r.line, r.partner
    from quick, jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(row integer, line integer, partner jsonb)`.execute(
    db,
  );
}

/** Takes away what was read of a file that cannot be used. */
export async function dropReading(db: Db, id: number): Promise<void> {
  await sql`delete from request where id = ${id} and read_at is null`.execute(db);
}

export type CutShort = {
  id: number;
  tenantId: string;
  requesterId: string;
  fileName: string | null;
};

/** Takes away readings that have stood still, and says whose they were. */
export async function dropCutShort(db: Db, now: Date): Promise<CutShort[]> {
  const { rows } = await sql<CutShort>`
    delete from request where read_at is null and reading_until < ${now}
    returning id, tenant_id, requester_id, file_name`.execute(db);
  return rows;
}
