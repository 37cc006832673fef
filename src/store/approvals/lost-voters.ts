import type { Db } from '../database.ts';
import { eventWord } from '../history.ts';
import { column } from '../statement.ts';

/** The owners whose vote was dropped, because they may decide no longer. */
export async function lostVoters(
  db: Db,
  { requestId, approvalId }: { requestId: number; approvalId: number },
): Promise<string[]> {
  return await column(db)`
    select detail->>'person' as person from history
    where request_id = ${requestId} and approval_id = ${approvalId} and what = ${eventWord('vote lost')}`;
}
