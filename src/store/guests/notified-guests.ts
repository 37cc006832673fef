import type { Db } from '../database.ts';
import type { Light, LightStatement } from '../fast-database.ts';
import { count } from '../statement.ts';

/** Graph said that an account has changed, or that it is gone. */
export type HeardGuest = { objectId: string; gone: boolean };

/**
 * Inserts only. It takes no lock on `guest`, so a webhook never waits for the engine. For an accepted guest
 * only the end is news, and a change while this bot holds the account blocked; an account that is none of our guests is
 * dropped.
 */
const write: LightStatement = {
  name: 'write heard',
  text: `insert into heard (tenant_id, object_id, gone)
    select $1, said.object_id, said.gone from unnest($2::text[], $3::boolean[]) as said(object_id, gone)
    where exists (select from guest g where g.tenant_id = $1 and g.object_id = said.object_id
      and (g.state = 'pending' or g.blocked_at is not null or (said.gone and g.state = 'accepted')))
    returning id`,
};

/** Stores what Graph said of our guests. Returns how much of it was worth storing. */
export async function writeHeard(
  light: Light,
  tenantId: string,
  said: readonly HeardGuest[],
): Promise<number> {
  const ids = said.map(({ objectId }) => objectId);
  return (await light(write, [tenantId, ids, said.map(({ gone }) => gone)])).length;
}

/**
 * Asks for checks of the guests that Graph named, the earliest named first. It waits for no lock: a guest that is
 * locked now stays for the next time. Returns for how many it asked.
 */
export async function heedHeard(db: Db, now: Date, limit: number): Promise<number> {
  return await count(db)`
    with said as (
      select id, tenant_id, object_id, gone from heard order by id limit ${limit} for update skip locked),
    meant as (
      select g.id, said.id as heard_id, said.gone from said join guest g using (tenant_id, object_id)
      where g.state = 'pending' or g.blocked_at is not null or (said.gone and g.state = 'accepted')),
    free as (
      select id from guest where id in (select id from meant) for update skip locked),
    asked as (
      update guest set look_due_at = ${now}, heard_at = ${now}, look_attempts = 0,
        gone_at = case when id in (select id from meant where gone) then ${now} else gone_at end
      where id in (select id from free))
    delete from heard where id in (select id from said)
      and id not in (select heard_id from meant where id not in (select id from free))`;
}
