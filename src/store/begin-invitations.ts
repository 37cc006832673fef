import { sql } from 'kysely';
import type { Plan } from '../guests/plan.ts';
import type { Reason } from '../guests/reason.ts';
import type { Db } from './database.ts';
import type { InvitationRecord } from './invitations.ts';

export type ApprovedInvitation = InvitationRecord & { bulk: boolean; tenantId: string };

/** Approved invitations that work may begin on, interactive requests first; locked until the transaction ends. */
export async function takeApproved(
  db: Db,
  limit: number,
): Promise<(InvitationRecord & { bulk: boolean; tenantId: string })[]> {
  const { rows } = await sql<InvitationRecord & { bulk: boolean; tenantId: string }>`
    select i.*, r.source = 'file' as bulk, r.tenant_id from invitation i join request r on r.id = i.request_id
    where i.state = 'approved' and r.cancelled_at is null and r.held_at is null
    order by r.source = 'file', i.id limit ${limit} for update of i skip locked`.execute(db);
  return rows;
}

export async function startInvitation(db: Db, id: number, guestId: number): Promise<void> {
  await sql`
    update invitation set state = 'working', guest_id = ${guestId}, reason = null
    where id = ${id} and state = 'approved'`.execute(db);
}

/** What the invitation will do after all, and why that is not what the review said. */
export async function setPlan(db: Db, id: number, plan: Plan, changed?: Reason): Promise<void> {
  await sql`
    update invitation set plan = ${plan},
      reason = coalesce(${changed === undefined ? null : JSON.stringify(changed)}::jsonb, reason)
    where id = ${id} and (plan <> ${plan} or ${changed === undefined})`.execute(db);
}

export async function markMailed(db: Db, id: number): Promise<void> {
  await sql`update invitation set mailed = send_mail where id = ${id}`.execute(db);
}
