import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
import { column, run } from '../statement.ts';

/**
 * Deletes the personal data of requests that ended long ago. Counts, and the ids of people who acted, stay. A request
 * whose access has an end before it waits for that. Returns the requests.
 */
export async function forgetRequests(db: Db, endedBefore: Date, now: Date): Promise<number[]> {
  return await column(db)`
    with old as (
      update request set forgotten_at = ${now}, file_name = null, requester_name = '', reason = null, layout = null, notes = '[]',
        review = jsonb_set(review, '{warnings}', '[]')
      where ended_at < ${endedBefore} and forgotten_at is null and not exists (
        select from invitation i where i.request_id = request.id and (i.ends_at is not null and ${mayHaveAccess('i')}
          or i.over_at >= ${endedBefore} or i.ending_id is not null and i.over_at is null and i.state <> 'cancelled'))
      returning id),
    gone as (delete from request_row where request_id in (select id from old)),
    dumb as (
      update step set reason = null where reason is not null and invitation_id in (
        select id from invitation where request_id in (select id from old))),
    unknown as (delete from request_person where request_id in (select id from old)),
    blank as (
      update invitation set address = '', display_name = '', cc = null, reason = null, findings = null
      where request_id in (select id from old)),
    silent as (
      update shown_card set detail = null
      where kind = 'notice' and ((detail->>'requestId')::bigint in (select id from old)
        or exists (select from jsonb_array_elements(detail->'requestIds') n where n::bigint in (select id from old)))),
    untold as (delete from news where request_id in (select id from old)),
    handed as (
      update reassignment set from_name = '', to_name = ''
      where approval_id in (select id from approval where request_id in (select id from old))),
    quiet as (
      update vote set reason = null, owner_name = '', cast_by_name = null
      where approval_id in (select id from approval where request_id in (select id from old)))
    select id from old`;
}

/** Deletes the rows of drafts that are over, and the people found for them. The requests stay, with their numbers. */
export async function dropDraftRows(db: Db, ids: readonly number[]): Promise<void> {
  await run(db)`
    with rows as (delete from request_row where request_id = any(${ids}::bigint[])),
    people as (delete from request_person where request_id = any(${ids}::bigint[])),
    holders as (delete from request_holder where request_id = any(${ids}::bigint[]))
    delete from invitation where request_id = any(${ids}::bigint[]) and state = 'draft'`;
}

/** Drafts that lapsed or were discarded, and whose rows are still there. */
export async function draftsWithRows(db: Db): Promise<number[]> {
  return await column(db)`
    select id from request r
    where state in ('lapsed', 'discarded') and exists (select from request_row w where w.request_id = r.id)
    order by id limit 50`;
}
