import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { sameAccount } from '../fragments.ts';
import { column } from '../statement.ts';
import type { AccessName } from './requests.ts';

/** All names that the review of a request read, of the access of its projects and of what rows name besides. */
const namesIn = (review: string) => sql`
  jsonb_array_elements(${sql.ref(review)}->'access') project
  cross join lateral jsonb_array_elements(coalesce(project->'names', '[]') || coalesce(project->'optional', '[]')) as known`;

/**
 * The names in Entra of the access that a request is about: those that its own review read, and where it does not invite,
 * those that the other requests for its guests read. The newest review comes first.
 */
export async function namesForRequest(db: Db, requestId: number): Promise<AccessName[]> {
  return await column(db)`
    select known from request q cross join lateral ${namesIn('q.review')}
    where q.id = ${requestId} or q.id in (
      select other.request_id from request mine join invitation i on i.request_id = mine.id
      join invitation other on other.guest_id = i.guest_id
      where mine.id = ${requestId} and mine.kind <> 'invite')
    order by q.id desc`;
}

/** The names of all access that requests have asked for a guest, under whatever address of the account. The newest review comes first. */
export async function namesForGuest(db: Db, guestId: number): Promise<AccessName[]> {
  return await column(db)`
    select known from request q cross join lateral ${namesIn('q.review')}
    where q.id in (select request_id from invitation where guest_id = any(${sameAccount(guestId)}))
    order by q.id desc`;
}
