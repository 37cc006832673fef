import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
import { all, column, exists, first, run } from '../statement.ts';

/** One alert: a guest accepted, and one project hears of it. */
export type AlertRecord = {
  id: number;
  projectKey: string;
  guestId: number;
  transition: string;
  createdAt: Date;
  /** The newest invitation through which the guest came. */
  invitationId: number | null;
  routedAt: Date | null;
  /** How far the promised access is there. */
  access: 'unchecked' | 'there' | 'repairing' | 'repaired' | 'missing';
};

/**
 * Writes one alert for each project that the guest was invited to, or that watches its groups and found the guest
 * there; one for each time the guest accepts. Returns the new ones. Members get none.
 */
export async function insertAlerts(
  db: Db,
  accepted: { guestId: number; transition: string; changedAt?: Date | null },
  now: Date,
): Promise<AlertRecord[]> {
  return await all(db)`
    insert into alert (project_key, guest_id, transition, created_at, invitation_id)
    select i.project_key, i.guest_id, ${accepted.transition}, ${now}::timestamptz, max(i.id)
    from invitation i
    where i.guest_id = ${accepted.guestId} and i.plan <> 'member'
      and ${mayHaveAccess('i')}
    group by i.project_key, i.guest_id
    union all
    select w.project_key, w.guest_id, ${accepted.transition}, ${now}::timestamptz, null
    from watched w join watching k on k.project_key = w.project_key
    where w.guest_id = ${accepted.guestId} and date_trunc('second', k.since) <= ${accepted.changedAt ?? now}::timestamptz
      and not exists (
        select from invitation i where i.guest_id = w.guest_id and i.project_key = w.project_key and i.plan <> 'member'
          and ${mayHaveAccess('i')})
    on conflict do nothing
    returning *`;
}

/** Reads an alert. */
export async function readAlert(db: Db, id: number): Promise<AlertRecord | undefined> {
  return await first(db)`select * from alert where id = ${id}`;
}

/** True where the same guest accepted for the same project before. */
export async function hadAlert(
  db: Db,
  alert: Pick<AlertRecord, 'id' | 'projectKey' | 'guestId'>,
): Promise<boolean> {
  return await exists(db)`
    select 1 from alert
    where project_key = ${alert.projectKey} and guest_id = ${alert.guestId} and id < ${alert.id} limit 1`;
}

/** The newest invitation through which a guest came to a project. */
export async function invitationBehind(
  db: Db,
  alert: { guestId: number; projectKey: string },
): Promise<
  | { id: number; requestId: number; displayName: string; state: string; requesterId: string }
  | undefined
> {
  return await first(db)`
    select i.id, i.request_id, i.display_name, i.state, r.requester_id
    from invitation i join request r on r.id = i.request_id
    where i.guest_id = ${alert.guestId} and i.project_key = ${alert.projectKey}
      and ${mayHaveAccess('i')}
    order by i.id desc limit 1`;
}

/** The requests that invited the guests of these alerts. */
export async function requestsBehind(db: Db, alertIds: readonly number[]): Promise<number[]> {
  return await column(db)`
    select distinct i.request_id as id from alert a join invitation i on i.id = a.invitation_id
    where a.id = any(${alertIds}::bigint[]) order by id`;
}

/** Alerts of a guest that do not say yet whether the access is there. */
export async function uncheckedAlerts(db: Db, guestId: number): Promise<AlertRecord[]> {
  return await all(db)`
    select * from alert where guest_id = ${guestId} and access = 'unchecked' order by id`;
}

/** Writes whether the access is there. */
export async function markAccess(
  db: Db,
  alertId: number,
  access: AlertRecord['access'],
): Promise<void> {
  await run(db)`update alert set access = ${access} where id = ${alertId}`;
}

/** An alert that has no place yet. */
export type UnroutedAlert = {
  id: number;
  projectKey: string;
  tenantId: string;
  requesterId: string | null;
};

/** Alerts that have no place yet, the oldest first. */
export async function unroutedAlerts(db: Db, limit: number): Promise<UnroutedAlert[]> {
  return await all(db)`
    select a.id, a.project_key, g.tenant_id, r.requester_id
    from alert a join guest g on g.id = a.guest_id
    left join invitation i on i.id = a.invitation_id left join request r on r.id = i.request_id
    where a.routed_at is null order by a.id limit ${limit}`;
}

/** Marks alerts as routed. `line`: the alert goes to a channel, and the requester hears of it in a line. */
export async function markRouted(
  db: Db,
  ids: readonly number[],
  { line }: { line: boolean },
  now: Date,
): Promise<void> {
  await run(db)`
    update alert set routed_at = ${now}, line = case when line = 'none' and ${line} then 'due' else line end
    where id = any(${ids}::bigint[]) and routed_at is null`;
}
