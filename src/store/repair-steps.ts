import { sql } from 'kysely';
import type { Db } from './database.ts';

/** A grant that the ledger says was made. */
export type GivenStep = {
  id: number;
  guestId: number;
  settledAt: Date;
  projectKey: string;
  kind: 'group' | 'app' | 'licence';
  target: string;
  detail: string;
};

/** What a guest was given by invitations that live. */
export async function givenTo(db: Db, tenantId: string, objectId: string): Promise<GivenStep[]> {
  const { rows } = await sql<GivenStep>`
    select s.id, s.guest_id, s.settled_at, i.project_key, s.kind, s.target, s.detail
    from guest g join step s on s.guest_id = g.id join invitation i on i.id = s.invitation_id
    where g.tenant_id = ${tenantId} and g.object_id = ${objectId} and s.state = 'done' and s.kind in ('group', 'app', 'licence')
      and i.state in ('working', 'complete', 'partly') order by s.id`.execute(db);
  return rows;
}

/** These were made and are not there: they are due once more, before anything that nobody waits for. */
export async function repairSteps(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await sql`
    update step set state = 'due', due_at = ${now}, answer = 'missing', attempts = 0, bulk = false, company = 1,
      intended_at = null, first_tried_at = null, settled_at = null, graph_request_id = null
    where id in (select id from step where id = any(${ids}::bigint[]) order by id for update) and state = 'done'`.execute(
    db,
  );
}

/** Alerts whose repairs have all been settled, and whether everything is there by now. */
export async function settledRepairs(db: Db): Promise<{ alertId: number; complete: boolean }[]> {
  const { rows } = await sql<{ alertId: number; complete: boolean }>`
    select a.id as alert_id, bool_and(s.state = 'done') as complete
    from alert a join invitation i on i.guest_id = a.guest_id and i.project_key = a.project_key
    join step s on s.invitation_id = i.id and s.kind in ('group', 'app', 'licence')
    where a.access = 'repairing' and i.state in ('working', 'complete', 'partly')
    group by a.id having bool_and(s.state not in ('due', 'intended', 'looking'))`.execute(db);
  return rows;
}
