import type { Db } from '../database.ts';
import { all } from '../statement.ts';

/**
 * The words with which Graph refused steps of a request for reasons that the bot does not know, the most frequent
 * first.
 */
export async function unknownRefusals(
  db: Db,
  requestId: number,
  limit: number,
): Promise<{ words: string; count: number }[]> {
  return await all(db)`
    select reason->'values'->>'said' as words, count(distinct invitation_id) as count from step
    where request_id = ${requestId} and reason->'values' ? 'said'
    group by 1 order by 2 desc, 1 limit ${limit}`;
}
