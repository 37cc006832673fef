import type { Db } from '../database.ts';
import { eventWord } from '../history.ts';
import { column } from '../statement.ts';

/**
 * The owners whose vote in the present stage was dropped, because they might decide no longer. Leaves out owners who may
 * decide again since. Entries of earlier versions lack the stage: their time tells it.
 */
export async function lostVoters(
  db: Db,
  { requestId, approvalId }: { requestId: number; approvalId: number },
): Promise<string[]> {
  return await column(db)`
    select distinct h.detail->>'person' as person from history h join approval a on a.id = h.approval_id
    where h.request_id = ${requestId} and h.approval_id = ${approvalId} and h.what = ${eventWord('vote lost')}
      and coalesce((h.detail->>'stage')::integer, case when h.at >= a.asked_at then a.stage end) = a.stage
      and not exists (
        select from history later where later.request_id = h.request_id and later.approval_id = h.approval_id
          and later.what = ${eventWord('may vote again')} and later.detail->>'person' = h.detail->>'person' and later.id > h.id)`;
}
