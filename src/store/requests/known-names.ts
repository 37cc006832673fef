import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { sameAccount } from '../fragments.ts';
import { column } from '../statement.ts';
import type { AccessName } from './requests.ts';

/**
 * All names that the reviews of these requests read, of the access of their projects and of what rows name besides.
 * Finds each request by its key, and sorts them before the names: else the planner would read all requests. `ids` has
 * each once.
 */
const namesIn = (ids: RawBuilder<unknown>) => sql`
  select known from (
    select q.id, q.review from (${ids}) named(id)
    cross join lateral (select r.id, r.review from request r where r.id = named.id offset 0) q
    order by q.id desc offset 0) q
  cross join lateral jsonb_array_elements(q.review->'access') project
  cross join lateral jsonb_array_elements(coalesce(project->'names', '[]') || coalesce(project->'optional', '[]')) as known
  order by q.id desc`;

/**
 * The names in Entra of the access that a request is about: the names that its own review read, and where it does not
 * invite, the names that the other requests for its guests read. The newest review comes first.
 */
export async function namesForRequest(db: Db, requestId: number): Promise<AccessName[]> {
  return await column(db)`${namesIn(sql`
    select ${requestId}::bigint union
    select other.request_id from request mine join invitation i on i.request_id = mine.id
    join invitation other on other.guest_id = i.guest_id
    where mine.id = ${requestId} and mine.kind <> 'invite'`)}`;
}

/**
 * The names of all access that requests have asked for a guest, under any address of the account. The newest review
 * comes first.
 */
export async function namesForGuest(db: Db, guestId: number): Promise<AccessName[]> {
  return await column(db)`${namesIn(
    sql`select distinct request_id from invitation where guest_id = any(${sameAccount(guestId)})`,
  )}`;
}
