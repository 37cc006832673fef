import type { EndedRequest } from '../../guests/times/end-message.ts';
import type { Db } from '../database.ts';
import { ownRequester } from '../fragments.ts';
import { all } from '../statement.ts';

/** Reads what the end messages of these requests depend on. Leaves out requests that nobody asked for. */
export async function readEnds(
  db: Db,
  requestIds: readonly number[],
): Promise<(EndedRequest & { id: number; tenantId: string })[]> {
  return await all(db)`
    select r.id, r.tenant_id, r.requester_id, r.confirmed_at, r.taken_up_at, r.cancelled_at, r.cancelled_by,
      exists (select from approval a where a.request_id = r.id) as asked_owners,
      exists (
        select from invitation i where i.request_id = r.id and i.state in ('partly', 'failed', 'unknown')
          and (r.taken_up_at is null or i.ended_at >= r.taken_up_at)) as failed
    from request r where r.id = any(${requestIds}::bigint[]) and r.requester_id <> ${ownRequester} and r.confirmed_at is not null
    order by r.id`;
}
