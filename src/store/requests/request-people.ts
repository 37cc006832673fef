import type { Found } from '../../guests/plan.ts';
import type { Db } from '../database.ts';
import { all, first, run } from '../statement.ts';

/**
 * When the review asked the tenant who exists under the addresses of a request, and whether it could read deleted
 * accounts.
 */
export type LookUp = { at: Date; deletedReadable: boolean };

/** When the review last asked the tenant, if it did. */
export async function lookedUp(db: Db, requestId: number): Promise<LookUp | undefined> {
  return await first(db)`
    select looked_up_at as at, coalesce(deleted_readable, true) as deleted_readable from request
    where id = ${requestId} and looked_up_at is not null`;
}

/** Notes that the review asked the tenant. */
export async function markLookedUp(db: Db, requestId: number, look: LookUp): Promise<void> {
  await run(db)`
    update request set looked_up_at = ${look.at}, deleted_readable = ${look.deletedReadable}
    where id = ${requestId}`;
}

/** Deletes the people found for a request and what they have, before the review asks the tenant again. */
export async function clearPeople(db: Db, requestId: number): Promise<void> {
  await run(db)`
    with holders as (delete from request_holder where request_id = ${requestId})
    delete from request_person where request_id = ${requestId}`;
}

/** Keeps people that the review found. */
export async function insertPeople(
  db: Db,
  requestId: number,
  people: readonly { address: string; person: Found }[],
): Promise<void> {
  await run(db)`
    insert into request_person (request_id, address, person)
    select ${requestId}, p.address, p.person
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(address text, person jsonb)
    on conflict do nothing`;
}

/** Everybody whom the bot found for a request, by address. It reads in pages, so that nobody else waits. */
export async function readFoundPeople(db: Db, requestId: number): Promise<Map<string, Found>> {
  const people = new Map<string, Found>();
  for (let after = ''; ; ) {
    const rows = await all(db)<{ address: string; person: Found }>`
      select address, person from request_person
      where request_id = ${requestId} and address > ${after} order by address limit ${peoplePerPage}`;
    for (const { address, person } of rows) people.set(address, person);
    const last = rows.at(-1);
    if (last === undefined || rows.length < peoplePerPage) return people;
    after = last.address;
  }
}

const peoplePerPage = 1_000;

/** Deletes the people found for a request, once no review needs them. */
export async function forgetPeople(db: Db, lookedUpBefore: Date): Promise<void> {
  await run(db)`
    with over as (
      select id from request
      where looked_up_at is not null and (state <> 'draft' or looked_up_at < ${lookedUpBefore})),
    holders as (delete from request_holder where request_id in (select id from over))
    delete from request_person where request_id in (select id from over)`;
}
