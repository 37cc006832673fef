import type { Db } from '../database.ts';
import { isOpen } from '../fragments.ts';
import { column, one } from '../statement.ts';

/**
 * Members go in so many at a time; each such call is one write. A licence takes two: the country, and the licence. A
 * guest who existed gets a sponsor.
 */
const membersTogether = 20;

/**
 * Counts the writes that a request still takes at least: for its open steps, and for the steps that its approved
 * invitations will bring.
 */
export async function writesLeft(db: Db, requestId: number): Promise<number> {
  const { writes } = await one(db)<{ writes: number }>`
    select (
      coalesce((select sum(case kind when 'group' then 1 / ${membersTogether}::float8 when 'licence' then 2 else 1 end)
        from step where request_id = ${requestId} and ${isOpen('step')}), 0)
      + coalesce((select sum((plan in ('invite', 'restore'))::integer + (plan in ('access only', 'restore'))::integer
          + jsonb_array_length(gives -> 'groups') / ${membersTogether}::float8
          + jsonb_array_length(gives -> 'apps') + 2 * jsonb_array_length(gives -> 'licences'))
        from (select plan, coalesce(lacks, access) as gives from invitation
          where request_id = ${requestId} and state = 'approved') as coming), 0))::float8 as writes`;
  return writes;
}

/**
 * Reads how many permits a limit counts, and after how many seconds each leaves its window, by the database's clock.
 */
export async function callsIn(
  db: Db,
  name: string,
  seconds: number,
): Promise<{ count: number; seconds: number; frees: number[] }> {
  const { count } = await one(db)<{ count: number }>`
    select coalesce(max(allowed), 0) as count from pace where name = ${name}`;
  const frees: number[] = await column(db)`
    select (${seconds}::float8 - extract(epoch from clock_timestamp() - taken_at))::float8 from pace_slot
    where name = ${name} and taken_at > clock_timestamp() - make_interval(secs => ${seconds}::float8)
    order by taken_at`;
  return { count, seconds, frees };
}
