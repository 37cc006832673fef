import type { Db } from '../database.ts';
import type { Light, LightStatement } from '../fast-database.ts';
import { count } from '../statement.ts';

/** Graph said that an account has changed, or that it is gone. */
export type HeardGuest = { objectId: string; gone: boolean };

/**
 * Only adds rows and locks none of a guest's: whoever says it never waits for what is being learnt. Of those who have
 * accepted only the end is news, and of people who are none of our guests nothing.
 */
const write: LightStatement = {
  name: 'write heard',
  text: `insert into heard (tenant_id, object_id, gone)
    select $1, said.object_id, said.gone from unnest($2::text[], $3::boolean[]) as said(object_id, gone)
    where exists (select from guest g where g.tenant_id = $1 and g.object_id = said.object_id
      and (g.state = 'pending' or (said.gone and g.state = 'accepted')))
    returning id`,
};

/** Returns how much of it was worth writing down. */
export async function writeHeard(
  light: Light,
  tenantId: string,
  said: readonly HeardGuest[],
): Promise<number> {
  const ids = said.map(({ objectId }) => objectId);
  return (await light(write, [tenantId, ids, said.map(({ gone }) => gone)])).length;
}

/**
 * Asks for those who were spoken of to be looked at, the longest ago first. Waits for nobody: what was said of a guest
 * who is being learnt of at this moment stays for the next time. Returns how much was heeded.
 */
export async function heedHeard(db: Db, now: Date, limit: number): Promise<number> {
  return await count(db)`
    with said as (
      select id, tenant_id, object_id, gone from heard order by id limit ${limit} for update skip locked),
    meant as (
      select g.id, said.id as heard_id, said.gone from said join guest g using (tenant_id, object_id)
      where g.state = 'pending' or (said.gone and g.state = 'accepted')),
    free as (
      select id from guest where id in (select id from meant) for update skip locked),
    asked as (
      update guest set look_due_at = ${now}, heard_at = ${now}, look_attempts = 0,
        gone_at = case when id in (select id from meant where gone) then ${now} else gone_at end
      where id in (select id from free))
    delete from heard where id in (select id from said)
      and id not in (select heard_id from meant where id not in (select id from free))`;
}
