import { sql } from 'kysely';
import type { Db } from './database.ts';

/** One partner who accepted, for the requester: the request's own fields, and how many partners it has. */
export type DueLine = {
  alertId: number;
  id: number;
  tenantId: string;
  requesterId: string;
  name: string;
  project: string;
  partners: number;
};

/** Lines of small requests, and those of large ones whose oldest is from before; nobody else takes them meanwhile. */
export async function takeDueLines(
  db: Db,
  { few, before }: { few: number; before: Date },
): Promise<DueLine[]> {
  const { rows } = await sql<DueLine>`
    select a.id as alert_id, r.id, r.tenant_id, r.requester_id, coalesce(g.display_name, i.display_name) as name,
      p.name as project, size.partners
    from alert a join invitation i on i.id = a.invitation_id join request r on r.id = i.request_id
    join guest g on g.id = a.guest_id join project p on p.key = a.project_key
    cross join lateral (
      select count(*) as partners from invitation o where o.request_id = r.id and o.state not in ('draft', 'skipped')) size
    where a.line = 'due' and (size.partners <= ${few} or exists (
      select from alert b join invitation j on j.id = b.invitation_id
      where b.line = 'due' and j.request_id = r.id and b.created_at <= ${before}))
    order by a.id for update of a skip locked`.execute(db);
  return rows;
}

export async function markLinesTold(db: Db, alertIds: readonly number[]): Promise<void> {
  await sql`update alert set line = 'told' where id = any(${alertIds}::bigint[])`.execute(db);
}
