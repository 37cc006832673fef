import type { Db } from '../database.ts';
import { exists, one } from '../statement.ts';

/** True where Graph has told a step of this request that the bot lacks the permission to add sponsors. */
export async function mayNotSponsor(db: Db, requestId: number): Promise<boolean> {
  return await exists(db)`
    select 1 from step where request_id = ${requestId} and kind = 'sponsor' and reason is not null
      and reason->>'code' = 'sponsor not permitted' limit 1`;
}

/** Counts the guests of a request whose sponsor the requester did not become. */
export async function countUnsponsored(db: Db, requestId: number): Promise<number> {
  const { count } = await one(db)<{ count: number }>`
    select count(*) as count from step
    where request_id = ${requestId} and kind = 'sponsor' and reason is not null and state = 'done'`;
  return count;
}
