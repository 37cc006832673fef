import { sql } from 'kysely';
import type { GuestState, InvitationState } from '../../guests/states.ts';
import type { GrantKind, StepState } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isGrant, isInvite, isTakenByEnd, mayHaveAccess } from '../fragments.ts';
import { hasLeft, howEnded, isLeftByEnd, stateToRead } from '../how-access-ended.ts';
import { all } from '../statement.ts';

/** The rows that somebody may see: rows of their own requests, of their own projects, or all. */
export type Sight = {
  tenantId: string;
  requesterId: string;
  /** True where those of their own requests are among them. False for somebody who may no longer make such requests. */
  own: boolean;
  projects: readonly string[];
  all: boolean;
};

/** True for a row that this sight includes. `g` is the guest, `i` the invitation and `r` the request. */
export const seenBy = ({ tenantId, ...sight }: Sight) => sql`
  g.tenant_id = ${tenantId} and ${mayBeSeen(sight)}`;

const mayBeSeen = ({ requesterId, own, projects, all }: Omit<Sight, 'tenantId'>) => sql`
  r.forgotten_at is null
  and (${all} or (${own} and ${requesterId} in (r.requester_id, i.asked_first_by)) or i.project_key = any(${projects}::text[]))`;

/** An invitation of a partner, with its access. `address`: the one that it went to. */
export type PartnerInvitation = {
  address: string;
  requestId: number;
  projectKey: string;
  state: InvitationState;
  /** The requester. Empty: the bot does not know any more. */
  requesterName: string;
  /** The code of the reason for that state. */
  because: string | null;
  confirmedAt: Date;
  /** The grants that it was to give, in the order of the ledger. */
  grants: readonly { kind: GrantKind; target: string; detail: string; state: StepState }[];
  /** When the access ends, and where that is a day's end. Null: no end, or none that is known by now. */
  endsAt: Date | null;
  endZone: string | null;
  /** The access ended with the account, which this bot removed. */
  removed: boolean;
  /** An end took part of the access. The part that it took counts as withdrawn among the grants. */
  takenInPart: boolean;
  /** The invitation was over, and the bot could not take what it had to take later. */
  leftLater: boolean;
  /** An end of it came to nothing, or to a part. */
  endFailed: boolean;
  /** An end of it came to nothing, and another one took the access since. */
  goneSince: boolean;
  /** The invitation is over, and its end took nothing. */
  kept: boolean;
};

/** A guest, for people who may see one of its invitations. */
export type Partner = {
  id: number;
  name: string | null;
  address: string;
  /** Null: no account is known. */
  objectId: string | null;
  state: GuestState;
  signIn: string | null;
  organisation: string | null;
  stateChangedAt: Date | null;
  /** The directory's name for the partner, where it differs from ours. */
  offeredName: string | null;
  nameVersion: number;
};

/** A watching project that found the guest in one of its groups without an invitation, and when it first did. */
export type WatchedIn = { projectKey: string; seenAt: Date | null };

/** A partner with all their rows that the sight includes. */
export type FoundPartner = {
  partner: Partner;
  invitations: readonly PartnerInvitation[];
  watchedIn: readonly WatchedIn[];
};

type By = { address: string } | { id: number };
const isNamed = (by: By, guest: string) =>
  'id' in by
    ? sql`${sql.ref(`${guest}.id`)} = ${by.id}`
    : sql`${sql.ref(`${guest}.address`)} = ${by.address}`;
/** The guest whom the caller names, or one of the same account: somebody was invited under two addresses. */
const isMeant = (
  by: By,
  tenantId: string,
) => sql`(${isNamed(by, 'g')} or g.tenant_id = ${tenantId} and g.object_id = (
  select named.object_id from guest named where named.tenant_id = ${tenantId} and ${isNamed(by, 'named')}))`;

/**
 * Finds a guest with the invitations and watching projects that the person may see, under any address of the account.
 * Finds no guest if there are none of these.
 */
export async function findPartner(db: Db, sight: Sight, by: By): Promise<FoundPartner | undefined> {
  const begun = await invitationsOf(db, sight, by);
  const watchedIn = await watchedInOf(db, sight, by);
  const known = [...begun, ...watchedIn];
  const isThem = ({ id, address }: Row) => ('id' in by ? id === by.id : address === by.address);
  const address = 'address' in by ? by.address : (known.find(isThem) ?? known[0])?.address;
  const others = address === undefined ? [] : await notBegunOf(db, sight, address);
  const invitations = [...begun, ...others];
  const all = [...known, ...others];
  const partner = all.find(isThem) ?? all[0];
  return partner && { partner: { ...partner, state: partner.guestState }, invitations, watchedIn };
}

type Row = Omit<Partner, 'state'> & { guestState: GuestState };
const columns = sql`
  g.id, g.display_name as name, g.address, g.object_id, g.state as guest_state, g.sign_in, g.organisation, g.state_changed_at,
  g.offered_name, g.name_version`;

async function watchedInOf(
  db: Db,
  { tenantId, projects, all: seesAll }: Sight,
  by: By,
): Promise<(Row & WatchedIn)[]> {
  return await all(db)`
    select ${columns}, w.project_key, w.seen_at
    from guest g join watched w on w.guest_id = g.id join watching k on k.project_key = w.project_key
    where ${isMeant(by, tenantId)} and g.tenant_id = ${tenantId} and (${seesAll} or w.project_key = any(${projects}::text[]))
      and not exists (
        select from invitation i where i.guest_id = g.id and i.project_key = w.project_key and i.state <> 'draft' and ${isInvite('i')})
    order by w.project_key`;
}

async function invitationsOf(db: Db, sight: Sight, by: By): Promise<(Row & PartnerInvitation)[]> {
  return await all(db)`
    select ${columns}, i.request_id, i.project_key, ${stateToRead('i', 'how')} as state, i.reason ->> 'code' as because, r.requester_name, r.confirmed_at,
      coalesce((
        select jsonb_agg(jsonb_build_object('kind', s.kind, 'target', s.target, 'detail', s.detail, 'state', case when ${isTakenByEnd('s')} then 'withdrawn' else s.state end)
          order by s.id)
        from step s where s.invitation_id = i.id and ${isGrant('s')}), '[]') as grants,
      case when ${mayHaveAccess('i')} then i.ends_at end as ends_at, i.end_zone,
      exists (select from invitation e where e.id = i.ending_id and e.kind = 'remove' and e.state in ('complete', 'partly'))
        or how.gone_with_account is true and g.state = 'deleted' and g.removed_at is not null as removed,
      (how.in_part or how.left_later) is true as taken_in_part, how.left_later is true as left_later,
      how.end_failed is true and piece.stays as end_failed, how.end_failed is true and not piece.stays as gone_since,
      (how.kept or how.gone_before) is true as kept
    from guest g join invitation i on i.guest_id = g.id join request r on r.id = i.request_id
    left join lateral ${howEnded('i')} how on true
    cross join lateral (select ${hasLeft('i')} as stays offset 0) piece
    where ${isMeant(by, sight.tenantId)} and i.state <> 'draft' and ${isInvite('i')} and ${seenBy(sight)}
    order by i.id`;
}

/** Finds invitations that have not begun, or never did: they belong to no guest yet, and there may be none. */
async function notBegunOf(
  db: Db,
  { tenantId, ...sight }: Sight,
  address: string,
): Promise<(Row & PartnerInvitation)[]> {
  return await all(db)`
    select coalesce(g.id, 0) as id, coalesce(g.display_name, i.display_name) as name, i.address, g.object_id,
      coalesce(g.state, 'none') as guest_state, g.sign_in, g.organisation, g.state_changed_at, g.offered_name,
      coalesce(g.name_version, 0) as name_version, i.request_id, i.project_key, i.state, i.reason ->> 'code' as because,
      r.requester_name, r.confirmed_at, '[]'::jsonb as grants, null::timestamptz as ends_at, null::text as end_zone, false as removed, false as taken_in_part, false as left_later, false as end_failed, false as gone_since, false as kept
    from invitation i join request r on r.id = i.request_id
    left join guest g on g.tenant_id = r.tenant_id and g.address = i.address
    where i.address = ${address} and i.guest_id is null and i.state <> 'draft' and ${isInvite('i')}
      and r.tenant_id = ${tenantId} and r.confirmed_at is not null and ${mayBeSeen(sight)}
    order by i.id`;
}

/** A requester of a guest, and the projects of their request. */
export type Requester = {
  tenantId: string;
  requesterId: string;
  requestId: number;
  name: string;
  projects: string;
};

/**
 * The people whose invitations give a guest access, with their projects, or only with the one that the caller names.
 */
export async function requestersOf(
  db: Db,
  guestId: number,
  projectKey?: string,
): Promise<Requester[]> {
  return await all(db)`
    select r.tenant_id, r.requester_id, r.id as request_id,
      coalesce(max(g.display_name), max(i.display_name)) as name, string_agg(distinct p.name, ', ') as projects
    from invitation i join request r on r.id = i.request_id join guest g on g.id = i.guest_id
    join project p on p.key = i.project_key
    where i.guest_id = ${guestId} and i.plan <> 'member' and r.forgotten_at is null
      and (${projectKey ?? null}::text is null or i.project_key = ${projectKey ?? null})
      and (${mayHaveAccess('i')} or ${projectKey === undefined} and ${isLeftByEnd('i')})
    group by r.id`;
}
