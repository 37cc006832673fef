import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';
import { start, tenantId } from './make-request.ts';

type Old = { kind: string; target?: string; detail: string; state?: string; answer?: string };

/** One invitation with these steps, as a bot of before the column `resend`, or later, wrote them. */
export async function writeOld(db: Db, steps: readonly Old[]): Promise<void> {
  await sql`insert into project_version (applied_at, definition) values (${start}, '[]')`.execute(
    db,
  );
  await sql`
    insert into project (key, name, definition, version_id)
    select 'atlas', 'Atlas', '{}', id from project_version`.execute(db);
  await sql`
    insert into request (tenant_id, requester_id, requester_name, source, state, created_at, confirmed_at)
    values (${tenantId}, 'alex', 'Alex', 'line', 'confirmed', ${start}, ${start})`.execute(db);
  await sql`
    insert into guest (tenant_id, address, object_id, state)
    values (${tenantId}, 'jane@fabrikam.com', 'jane', 'pending')`.execute(db);
  await sql`
    insert into invitation (request_id, row, project_key, guest_id, address, display_name, redirect_url, send_mail,
      access, plan, state)
    select r.id, 1, 'atlas', g.id, g.address, 'Jane', 'https://apps.example/', true, '{}', 'invite', 'working'
    from request r, guest g`.execute(db);
  for (const { kind, target = '', detail, state = 'done', answer = 'made' } of steps) {
    await sql`
      insert into step (request_id, invitation_id, guest_id, kind, target, detail, state, answer, bulk, settled_at)
      select i.request_id, i.id, i.guest_id, ${kind}, ${target}, ${detail}, ${state}, ${answer}, false, ${start}
      from invitation i`.execute(db);
  }
}
