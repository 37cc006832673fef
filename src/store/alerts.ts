import { sql } from 'kysely';
import type { Db } from './database.ts';

export type AlertRecord = {
  id: number;
  projectKey: string;
  guestId: number;
  transition: string;
  createdAt: Date;
};

/**
 * One alert for each project that the guest was let into, once for each time the guest accepted. Returns those that
 * are new. Members get none.
 */
export async function insertAlerts(
  db: Db,
  accepted: { guestId: number; transition: string },
  now: Date,
): Promise<AlertRecord[]> {
  const { rows } = await sql<AlertRecord>`
    insert into alert (project_key, guest_id, transition, created_at)
    select distinct i.project_key, i.guest_id, ${accepted.transition}, ${now}::timestamptz
    from invitation i
    where i.guest_id = ${accepted.guestId} and i.plan <> 'member'
      and i.state in ('working', 'complete', 'partly', 'unknown')
    on conflict do nothing
    returning *`.execute(db);
  return rows;
}

export async function readAlert(db: Db, id: number): Promise<AlertRecord | undefined> {
  const { rows } = await sql<AlertRecord>`select * from alert where id = ${id}`.execute(db);
  return rows[0];
}

/** The newest invitation through which a guest came to a project, for what an alert says. */
export async function invitationBehind(
  db: Db,
  alert: { guestId: number; projectKey: string },
): Promise<
  | { id: number; requestId: number; displayName: string; state: string; requesterId: string }
  | undefined
> {
  const { rows } = await sql<{
    id: number;
    requestId: number;
    displayName: string;
    state: string;
    requesterId: string;
  }>`
    select i.id, i.request_id, i.display_name, i.state, r.requester_id
    from invitation i join request r on r.id = i.request_id
    where i.guest_id = ${alert.guestId} and i.project_key = ${alert.projectKey}
      and i.state in ('working', 'complete', 'partly', 'unknown')
    order by i.id desc limit 1`.execute(db);
  return rows[0];
}
