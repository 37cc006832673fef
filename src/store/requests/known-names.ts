import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { sameAccount } from '../fragments.ts';
import { column } from '../statement.ts';
import type { AccessName } from './requests.ts';

/**
 * All names that the reviews of these requests read, of the access of their projects and of what rows name besides. Finds
 * the requests first and sorts them: to sort the names the planner would walk through all requests.
 */
const namesIn = (requests: RawBuilder<unknown>) => sql`
  select known from (select q.id, q.review from request q where ${requests} order by q.id desc offset 0) q
  cross join lateral jsonb_array_elements(q.review->'access') project
  cross join lateral jsonb_array_elements(coalesce(project->'names', '[]') || coalesce(project->'optional', '[]')) as known
  order by q.id desc`;

/**
 * The names in Entra of the access that a request is about: those that its own review read, and where it does not invite,
 * those that the other requests for its guests read. The newest review comes first.
 */
export async function namesForRequest(db: Db, requestId: number): Promise<AccessName[]> {
  return await column(db)`${namesIn(sql`q.id in (
      select ${requestId}::bigint union
      select other.request_id from request mine join invitation i on i.request_id = mine.id
      join invitation other on other.guest_id = i.guest_id
      where mine.id = ${requestId} and mine.kind <> 'invite')`)}`;
}

/** The names of all access that requests have asked for a guest, under whatever address of the account. The newest review comes first. */
export async function namesForGuest(db: Db, guestId: number): Promise<AccessName[]> {
  return await column(db)`${namesIn(
    sql`q.id in (select request_id from invitation where guest_id = any(${sameAccount(guestId)}))`,
  )}`;
}
