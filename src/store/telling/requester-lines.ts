import { sql } from 'kysely';
import type { LineSetting } from '../../guests/times/news-times.ts';
import type { Db } from '../database.ts';
import { wasAsked } from '../fragments.ts';
import { tryLock } from '../locks.ts';
import { all, run } from '../statement.ts';

/** A line about one partner who accepted, for the requester. */
export type DueLine = {
  alertId: number;
  requestId: number;
  tenantId: string;
  requesterId: string;
  name: string;
  project: string;
  /** How many partners the request has. */
  partners: number;
  setting: LineSetting;
  /** The directory's name for the partner, where it differs from ours. */
  offeredName: string | null;
};

/**
 * Takes lines that are due and locks them, so that no other replica sends them meanwhile. It counts the partners of the
 * requests in question only: mostly nothing is due, and then the database reads no invitation.
 */
export async function takeDueLines(db: Db, limit: number): Promise<DueLine[]> {
  return await all(db)`
    with due as (
      select id, invitation_id, guest_id, project_key from alert where line = 'due' order by id
      limit ${limit} for update skip locked),
    asked as (select distinct i.request_id from due join invitation i on i.id = due.invitation_id),
    sizes as (
      select request_id, (
        select count(*) from invitation o where o.request_id = asked.request_id and ${wasAsked('o')}) as partners
      from asked)
    select due.id as alert_id, r.id as request_id, r.tenant_id, r.requester_id, sizes.partners,
      coalesce(g.display_name, i.display_name) as name, p.name as project, coalesce(s.lines, 'usual') as setting,
      g.offered_name
    from due join invitation i on i.id = due.invitation_id join request r on r.id = i.request_id
    join sizes on sizes.request_id = r.id join guest g on g.id = due.guest_id join project p on p.key = due.project_key
    left join setting s on s.tenant_id = r.tenant_id and s.person_id = r.requester_id
    order by due.id`;
}

/** Marks lines as told, or as waiting for the daily message. */
export async function markLines(
  db: Db,
  alertIds: readonly number[],
  line: 'daily' | 'told',
): Promise<void> {
  if (alertIds.length === 0) return;
  await run(db)`update alert set line = ${line} where id = any(${alertIds}::bigint[])`;
}

/** Somebody for whom lines wait, and since when. */
export type DailyReader = {
  tenantId: string;
  personId: string;
  since: Date;
  timeZone: string | null;
};

/** The people whose lines wait for the daily message. */
export async function dailyReaders(db: Db): Promise<DailyReader[]> {
  return await all(db)`
    select r.tenant_id, r.requester_id as person_id, min(a.created_at) as since, max(p.time_zone) as time_zone
    from alert a join invitation i on i.id = a.invitation_id join request r on r.id = i.request_id
    left join place p on p.tenant_id = r.tenant_id and p.kind = 'person' and p.key = r.requester_id
    where a.line = 'daily' group by r.tenant_id, r.requester_id`;
}

/** The news that waits for one reader of one request. */
export type DailyPart = {
  requestId: number;
  alertIds: readonly number[];
  /** The name of the first partner who accepted. */
  name: string;
  since: Date;
};

/**
 * Locks somebody's daily message until the transaction ends and reads what waits in it. Nothing where another
 * replica has the lock.
 */
export async function takeDaily(
  db: Db,
  { tenantId, personId }: Pick<DailyReader, 'tenantId' | 'personId'>,
): Promise<DailyPart[]> {
  const key = sql`hashtext('daily of ' || ${tenantId}::text), hashtext(${personId}::text)`;
  if (!(await tryLock(db, key))) return [];
  return await all(db)`
    select r.id as request_id, json_agg(a.id order by a.id) as alert_ids, min(a.created_at) as since,
      (array_agg(coalesce(g.display_name, i.display_name) order by a.id))[1] as name
    from alert a join invitation i on i.id = a.invitation_id join request r on r.id = i.request_id
    join guest g on g.id = a.guest_id
    where a.line = 'daily' and r.tenant_id = ${tenantId} and r.requester_id = ${personId}
    group by r.id order by r.id`;
}
