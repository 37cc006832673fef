import { sql } from 'kysely';
import type { Db } from './database.ts';
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
