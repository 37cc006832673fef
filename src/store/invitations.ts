import { sql } from 'kysely';
import type { Plan } from '../guests/plan.ts';
import type { Access } from '../guests/project.ts';
import type { Reason } from '../guests/reason.ts';
import type { RowFlag } from '../guests/row-flags.ts';
import type { InvitationState } from '../guests/states.ts';
import type { Db } from './database.ts';

export type InvitationRecord = {
  id: number;
  requestId: number;
  row: number;
  projectKey: string;
  approvalId: number | null;
  guestId: number | null;
  address: string;
  displayName: string;
  language: string | null;
  redirectUrl: string;
  sendMail: boolean;
  cc: string | null;
  access: Access;
  flags: readonly RowFlag[];
  plan: Plan;
  state: InvitationState;
  reason: Reason | null;
  mailed: boolean;
  endedAt: Date | null;
};

export type NewInvitation = Pick<
  InvitationRecord,
  | 'row'
  | 'projectKey'
  | 'address'
  | 'displayName'
  | 'language'
  | 'redirectUrl'
  | 'sendMail'
  | 'cc'
  | 'access'
  | 'plan'
> & { flags?: readonly RowFlag[] };

export async function clearDraftInvitations(db: Db, requestId: number): Promise<void> {
  await sql`delete from invitation where request_id = ${requestId} and state = 'draft'`.execute(db);
}

/** A review replaces the draft's invitations whole. */
export async function replaceDraftInvitations(
  db: Db,
  requestId: number,
  invitations: readonly NewInvitation[],
): Promise<void> {
  await clearDraftInvitations(db, requestId);
  await insertDraftInvitations(db, requestId, invitations);
}

/** The same for a long list: some at a time, after the earlier ones were cleared. */
export async function insertDraftInvitations(
  db: Db,
  requestId: number,
  invitations: readonly NewInvitation[],
): Promise<void> {
  const payload = invitations.map((i) => ({
    row: i.row,
    project_key: i.projectKey,
    address: i.address,
    display_name: i.displayName,
    language: i.language,
    redirect_url: i.redirectUrl,
    send_mail: i.sendMail,
    cc: i.cc,
    access: i.access,
    plan: i.plan,
    flags: i.flags ?? [],
  }));
  await sql`
    insert into invitation (request_id, row, project_key, address, display_name, language, redirect_url, send_mail, cc, access, plan, flags)
    select ${requestId}, r.row, r.project_key, r.address, r.display_name, r.language, r.redirect_url, r.send_mail, r.cc, r.access, r.plan, r.flags
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(row integer, project_key text, address text,
      display_name text, language text, redirect_url text, send_mail boolean, cc text, access jsonb, plan text, flags jsonb)`.execute(
    db,
  );
}

export async function invitationsOf(db: Db, requestId: number): Promise<InvitationRecord[]> {
  const { rows } = await sql<InvitationRecord>`
    select * from invitation where request_id = ${requestId} order by row`.execute(db);
  return rows;
}

export async function invitationsForApproval(
  db: Db,
  approvalId: number,
): Promise<InvitationRecord[]> {
  const { rows } = await sql<InvitationRecord>`
    select * from invitation where approval_id = ${approvalId} order by row`.execute(db);
  return rows;
}

export type CountOf = { projectKey: string; plan: Plan; state: InvitationState; count: number };

export async function countInvitations(db: Db, requestId: number): Promise<CountOf[]> {
  const { rows } = await sql<CountOf>`
    select project_key, plan, state, count(*) as count from invitation
    where request_id = ${requestId} group by project_key, plan, state order by project_key`.execute(
    db,
  );
  return rows;
}

/** Moves a set of a request's invitations. Only those that stand in `from` move. */
export async function moveInvitations(
  db: Db,
  move: {
    requestId: number;
    from: InvitationState;
    to: InvitationState;
    projectKey?: string;
    ids?: readonly number[];
    approvalId?: number;
    reason?: Reason;
  },
  now: Date,
): Promise<number> {
  const final = move.to === 'rejected' || move.to === 'cancelled' || move.to === 'skipped';
  const { numAffectedRows } = await sql`
    update invitation set state = ${move.to},
      approval_id = coalesce(${move.approvalId ?? null}, approval_id),
      reason = coalesce(${move.reason === undefined ? null : JSON.stringify(move.reason)}::jsonb, reason),
      ended_at = ${final ? now : null}
    where request_id = ${move.requestId} and state = ${move.from}
      and (${move.projectKey ?? null}::text is null or project_key = ${move.projectKey ?? null})
      and (${move.ids ?? null}::bigint[] is null or id = any(${move.ids ?? null}::bigint[]))`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0n);
}

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

/**
 * Ends the working invitations whose steps have all been settled: complete; unknown where the mail may not have gone;
 * failed where nothing came of it; partly otherwise. One that brought no invite step of its own waits for the guest's.
 * Whoever is ending the same ones at this moment is not waited for.
 */
export async function finishInvitations(
  db: Db,
  now: Date,
): Promise<{ requestId: number; invitationId: number }[]> {
  const { rows } = await sql<{ requestId: number; invitationId: number }>`
    with over as (
      select i.id from invitation i where i.state = 'working'
        and not exists (select from step o where o.invitation_id = i.id and o.state in ('due', 'intended', 'looking'))
        and not exists (select from step o where o.guest_id = i.guest_id and o.kind in ('invite', 'restore') and o.state in ('due', 'intended', 'looking'))
      order by i.id for no key update of i skip locked),
    settled as (
      select i.id, g.object_id is null as no_guest,
        count(*) filter (where s.state = 'refused') as refused,
        count(*) filter (where s.state = 'done') as done,
        coalesce(bool_or(s.state = 'unknown'), false) as unknown,
        (array_agg(s.reason order by s.kind in ('invite', 'restore') desc, s.id) filter (where s.reason is not null))[1] as reason
      from invitation i join over on over.id = i.id join guest g on g.id = i.guest_id
        left join step s on s.invitation_id = i.id
      group by i.id, g.object_id)
    update invitation i set ended_at = ${now}, reason = coalesce(settled.reason, i.reason),
      state = case
        when settled.unknown then 'unknown'
        when settled.no_guest then 'failed'
        when settled.refused = 0 then 'complete'
        when settled.done = 0 then 'failed'
        else 'partly' end
    from settled where i.id = settled.id and i.state = 'working'
    returning i.request_id, i.id as invitation_id`.execute(db);
  return rows;
}

/** Who is invited for an invite step, and by whom: the invitation itself with its requester. */
export async function readInvitation(
  db: Db,
  id: number,
): Promise<(InvitationRecord & { requesterId: string; tenantId: string }) | undefined> {
  const { rows } = await sql<InvitationRecord & { requesterId: string; tenantId: string }>`
    select i.*, r.requester_id, r.tenant_id from invitation i join request r on r.id = i.request_id
    where i.id = ${id}`.execute(db);
  return rows[0];
}

export async function markMailed(db: Db, id: number): Promise<void> {
  await sql`update invitation set mailed = send_mail where id = ${id}`.execute(db);
}

/** In which languages mails go, to how many, and how many hear nothing. */
export async function mailOf(
  db: Db,
  requestId: number,
): Promise<{ languages: string[]; sent: number; silent: number }> {
  const { rows } = await sql<{ languages: string[]; sent: number; silent: number }>`
    select coalesce(array_agg(distinct language) filter (where send_mail and plan = 'invite'), '{}') as languages,
      count(*) filter (where send_mail and plan = 'invite') as sent,
      count(*) filter (where not send_mail and plan = 'invite') as silent
    from invitation where request_id = ${requestId}`.execute(db);
  return rows[0] ?? { languages: [], sent: 0, silent: 0 };
}

export async function firstPartners(
  db: Db,
  requestId: number,
  limit: number,
): Promise<{ name: string; address: string }[]> {
  const { rows } = await sql<{ name: string; address: string }>`
    select display_name as name, address from invitation
    where request_id = ${requestId} order by row limit ${limit}`.execute(db);
  return rows;
}

/** Where those who go come from, the most first. */
export async function domainsOf(
  db: Db,
  requestId: number,
  limit: number,
): Promise<{ first: { name: string; count: number }[]; total: number }> {
  const { rows } = await sql<{ name: string; count: number; total: number }>`
    select split_part(address, '@', 2) as name, count(*) as count, count(*) over () as total
    from invitation where request_id = ${requestId}
    group by name order by count desc, name limit ${limit}`.execute(db);
  return { first: rows.map(({ name, count }) => ({ name, count })), total: rows[0]?.total ?? 0 };
}
