import { sql } from 'kysely';
import { laterStages } from '../../guests/approval/stages.ts';
import type { Access } from '../../guests/project/project.ts';
import type { RowFlag } from '../../guests/rows/row-flags.ts';
import type { Db } from '../database.ts';
import { mayHaveAccess, wasAsked } from '../fragments.ts';
import type { InvitationRecord } from '../invitations/invitations.ts';
import { all, column, exists, run } from '../statement.ts';

type OfProject = { requestId: number; projectKey: string };

/** The kinds of access that a project's draft rows ask for, each combination once. */
export async function draftAccess(db: Db, of: OfProject): Promise<Access[]> {
  return await column(db)`
    select distinct access from invitation
    where request_id = ${of.requestId} and project_key = ${of.projectKey} and state = 'draft'`;
}

/** Flags the draft rows that ask for exactly this access. */
export async function flagAccess(
  db: Db,
  of: OfProject,
  flag: { access: Access; flag: RowFlag },
): Promise<void> {
  await run(db)`
    update invitation set flags = flags || to_jsonb(${flag.flag}::text)
    where request_id = ${of.requestId} and project_key = ${of.projectKey} and state = 'draft'
      and access = ${JSON.stringify(flag.access)}::jsonb and not flags ? ${flag.flag}`;
}

/** Flags draft rows of domains that sent no guest yet: none through the bot, and none that the review found. */
export async function flagFirstOfDomain(db: Db, requestId: number, tenantId: string) {
  await run(db)`
    update invitation set flags = flags || '"first of domain"'::jsonb
    where request_id = ${requestId} and state = 'draft' and plan = 'invite' and not flags ? 'first of domain'
      and not exists (
        select from guest g where g.tenant_id = ${tenantId} and g.state <> 'none'
          and split_part(g.address, '@', 2) = split_part(invitation.address, '@', 2))
      and split_part(address, '@', 2) not in (
        select split_part(address, '@', 2) from invitation where request_id = ${requestId} and plan <> 'invite')`;
}

/** A project's draft rows, in the order of the list. */
export async function draftsOf(
  db: Db,
  of: OfProject,
): Promise<Pick<InvitationRecord, 'id' | 'address' | 'plan' | 'flags'>[]> {
  return await all(db)`
    select id, address, plan, flags from invitation
    where request_id = ${of.requestId} and project_key = ${of.projectKey} and state = 'draft' order by row`;
}

/** A row as its owners see it. */
export type AskedRow = Pick<
  InvitationRecord,
  | 'id'
  | 'row'
  | 'address'
  | 'displayName'
  | 'language'
  | 'sendMail'
  | 'cc'
  | 'redirectUrl'
  | 'access'
  | 'flags'
  | 'plan'
  | 'state'
> & {
  /** The last day of the access, YYYY-MM-DD, where the row names one. */
  until: string | null;
  /** The access stands, or the bot has still to give it, and the partner has not accepted: an undo takes it back. */
  undoable: boolean;
  /** An extension to a day that comes before the present end. */
  earlier: boolean;
};

/** The rows of one approval, in the order of the list. */
export async function askedRows(db: Db, approvalId: number): Promise<AskedRow[]> {
  return await all(db)`
    select i.id, i.row, i.address, i.display_name, i.language, i.send_mail, i.cc, i.redirect_url, i.access, i.flags, i.plan, i.state,
      i.ends_on as until, ${isUndoable} as undoable,
      coalesce((i.findings->>'earlier')::boolean, false) as earlier
    from invitation i join request r on r.id = i.request_id
    -- Before its work begins, an invitation has no guest yet.
    left join guest g on g.id = i.guest_id
    left join guest known on i.guest_id is null and known.tenant_id = r.tenant_id and known.address = i.address
    where i.approval_id = ${approvalId} order by i.row`;
}

const isUndoable = sql<boolean>`(${mayHaveAccess('i')} or i.state = 'approved')
  and coalesce(g.state, known.state) is distinct from 'accepted'`;

/** True where a vote of the present stage let a row pass whose access an undo takes back. */
export const hasUndoable = (db: Db, approvalId: number): Promise<boolean> => exists(db)`
  select from vote v join approval a on a.id = v.approval_id and a.stage = v.stage
  join invitation i on i.id = v.invitation_id
  join request r on r.id = i.request_id
  left join guest g on g.id = i.guest_id
  left join guest known on i.guest_id is null and known.tenant_id = r.tenant_id and known.address = i.address
  where v.approval_id = ${approvalId} and v.yes and ${isUndoable}`;

/** Counts the rows of a project that need no approval, because of their domains. */
export async function countUnasked(db: Db, of: OfProject): Promise<number> {
  const [count] = await column(db)<number>`
    select count(*) as count from invitation
    where request_id = ${of.requestId} and project_key = ${of.projectKey} and approval_id is null
      and ${wasAsked('invitation')}`;
  return count ?? 0;
}

/** A place that shows, or showed, the approval card. */
export type AskedPlace = {
  kind: 'person' | 'channel';
  key: string;
  name: string | null;
  placeId: number;
};

/** The places that the bot asked, in the order in which it asked them. */
export async function askedPlaces(db: Db, approvalId: number): Promise<AskedPlace[]> {
  return await all(db)`
    select p.kind, p.key, p.name, p.id as place_id from shown_card c join place p on p.id = c.place_id
    where c.kind = 'approval' and c.subject_id = ${approvalId} and (c.topic = '' or c.topic like ${laterStages})
    group by p.id order by min(c.id)`;
}
