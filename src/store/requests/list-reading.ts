import type { PartnerRow } from '../../guests/list/partner-row.ts';
import type { Db } from '../database.ts';
import { all, changed, first, run } from '../statement.ts';
import type { NewRequest } from './requests.ts';

/**
 * Opens a request whose file is still being read. It shows nowhere before the end of the reading. Returns its id.
 * Undefined while `most` other lists of the same person are being read. The caller holds the lock on their drafts.
 */
export async function beginReading(
  db: Db,
  request: NewRequest,
  { now, until, most }: { now: Date; until: Date; most: number },
): Promise<number | undefined> {
  const begun = await first(db)<{ id: number }>`
    insert into request (tenant_id, requester_id, requester_name, source, file_name, choice, created_at, reading_until)
    select ${request.tenantId}, ${request.requesterId}, ${request.requesterName}, ${request.source},
           ${request.fileName}, ${JSON.stringify(request.choice)}::jsonb, ${now}, ${until}
    where (select count(*) from request
           where tenant_id = ${request.tenantId} and requester_id = ${request.requesterId}
             and read_at is null and reading_until > ${now}) < ${most}
    returning id`;
  return begun?.id;
}

/** Renews a reading. False where a replica took it for dead and deleted it. */
export async function keepReading(db: Db, id: number, until: Date): Promise<boolean> {
  return await changed(db)`
    update request set reading_until = ${until} where id = ${id} and read_at is null`;
}

/**
 * Appends rows of a file while the bot reads it, without waiting for the disk. If the machine loses them, the reading
 * was cut short; the end of a reading does wait.
 */
export async function insertAhead(
  db: Db,
  id: number,
  rows: readonly { row: number; partner: PartnerRow }[],
): Promise<void> {
  const payload = rows.map(({ row, partner }) => ({ row, line: partner.line, partner }));
  await run(db)`
    with quick as (select set_config('synchronous_commit', 'off', true))
    insert into request_row (request_id, row, line, partner)
    select ${id}, r.row, r.line, r.partner
    from quick, jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(row integer, line integer, partner jsonb)`;
}

/** Deletes what the bot read of a file that it cannot use. */
export async function dropReading(db: Db, id: number): Promise<void> {
  await run(db)`delete from request where id = ${id} and read_at is null`;
}

/** A reading that was cut short, and whose it was. */
export type CutShort = {
  id: number;
  tenantId: string;
  requesterId: string;
  fileName: string | null;
};

/** Deletes readings that have stood still, and returns them. */
export async function dropCutShort(db: Db, now: Date): Promise<CutShort[]> {
  return await all(db)`
    delete from request where read_at is null and reading_until < ${now}
    returning id, tenant_id, requester_id, file_name`;
}
