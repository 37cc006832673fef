import type { Db } from '../database.ts';
import { behindAccountOf, isInvite, isTake, mayHaveAccess, wentWithAccount } from '../fragments.ts';
import { isTakenInPart } from '../how-access-ended.ts';
import { moving } from '../state-moves.ts';
import { all, column, run } from '../statement.ts';

type OfProject = { requestId: number; projectKey: string };

/**
 * Fixes the terms by which one project's draft rows end: the project's guestExpiresAfter and the requester's time zone.
 * The review has written the last day that a row names.
 */
export async function fixTerms(
  db: Db,
  of: OfProject,
  terms: { expiresAfter: string | null; zone: string },
  now: Date,
): Promise<void> {
  await run(db)`
    update invitation i set expires_after = ${terms.expiresAfter}, end_zone = ${terms.zone}, end_fixed_at = ${now},
      -- Reviews of long ago left the day in the row alone.
      ends_on = coalesce(i.ends_on, (select r.partner->>'until' from request_row r
        where r.request_id = i.request_id and r.row = i.row and r.partner->>'until' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'))
    where i.request_id = ${of.requestId} and i.project_key = ${of.projectKey} and i.state = 'draft' and ${isInvite('i')}
      and i.end_fixed_at is null`;
}

/** The last days of access that the rows of a request name. */
export async function daysNamed(db: Db, requestId: number): Promise<string[]> {
  return await column(db)`
    select distinct ends_on from invitation
    where request_id = ${requestId} and ends_on is not null and ${isInvite('invitation')}`;
}

/** Writes the instant at which a last day ends, for every row of a request that names this day. */
export async function setEndOfDay(
  db: Db,
  requestId: number,
  end: { day: string; at: Date; zone: string },
): Promise<void> {
  await run(db)`
    update invitation set ends_at = ${end.at}, end_zone = coalesce(end_zone, ${end.zone})
    where request_id = ${requestId} and ends_on = ${end.day} and ${isInvite('invitation')}`;
}

/** The terms by which an invitation's access ends, as far as the bot knows them by now. */
export type KnownEnd = {
  invitationId: number;
  projectKey: string;
  endsOn: string | null;
  expiresAfter: string | null;
  endZone: string | null;
  endFixedAt: Date | null;
  completedAt: Date | null;
  endedAt: Date | null;
};

/** Reads the terms of those of these invitations that have any. */
export async function knownEnds(db: Db, invitationIds: readonly number[]): Promise<KnownEnd[]> {
  return await all(db)`
    select id as invitation_id, project_key, ends_on, expires_after, end_zone, end_fixed_at, completed_at, ended_at
    from invitation where id = any(${invitationIds}::bigint[]) and ${mayHaveAccess('invitation')}
      and (ends_on is not null or expires_after is not null)`;
}

/** Stores when the access of these invitations ends, and when the next notice is due. */
export async function storeEnds(
  db: Db,
  ends: readonly { invitationId: number; endsAt: Date | null; noticeAt: Date | null }[],
): Promise<void> {
  await run(db)`
    update invitation i set ends_at = e."endsAt", notice_at = e."noticeAt"
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as e("invitationId" bigint, "endsAt" timestamptz, "noticeAt" timestamptz)
    where i.id = e."invitationId"`;
}

/** Gives these invitations another end, in place of the one that Confirm fixed. */
export async function extendAccess(
  db: Db,
  ids: readonly number[],
  to: { day: string; zone: string; at: Date },
  now: Date,
): Promise<void> {
  await run(db)`
    update invitation set ends_on = ${to.day}, end_zone = ${to.zone}, expires_after = null, ends_at = ${to.at}, end_fixed_at = ${now},
      returned_at = null, notice_at = null
    where id = any(${ids}::bigint[]) and (${mayHaveAccess('invitation')} or ${wentWithAccount('invitation')})`;
}

/**
 * Gives other invitations of the same guests to the same project the end of these, where these name a later day: a
 * guest's access to a project ends once. The newest sends the notices. Returns the invitations whose end moved.
 */
export async function moveEarlierEnds(
  db: Db,
  ids: readonly number[],
  now: Date,
): Promise<MovedEnd[]> {
  return await all(db)`
    with later as (
      select distinct on (o.id) o.id, n.id as by, n.request_id, n.end_zone, n.ends_at,
        to_char((n.ends_at - interval '1 millisecond') at time zone coalesce(n.end_zone, 'UTC'), 'YYYY-MM-DD') as ends_on
      from invitation n cross join lateral ${behindAccountOf('n.guest_id')} g
      join invitation o on o.guest_id = g.id and o.project_key = n.project_key and o.id <> n.id and o.ends_at < n.ends_at
      where n.id = any(${ids}::bigint[]) and n.state in ('complete', 'partly') and n.ends_on is not null
        and ${mayHaveAccess('n')} and ${mayHaveAccess('o')}
      order by o.id, n.ends_at desc),
    held as materialized (
      select id from invitation where id in (select id from later) order by id for no key update)
    update invitation i set ends_on = later.ends_on, end_zone = later.end_zone, expires_after = null, ends_at = later.ends_at,
      end_fixed_at = ${now}, returned_at = null, notice_at = null
    from held join later on later.id = held.id where i.id = held.id
    returning i.id as invitation_id, i.guest_id, i.project_key, later.request_id, i.ends_on`;
}

/** An invitation whose end moved, and the request that moved it. */
export type MovedEnd = {
  invitationId: number;
  guestId: number;
  projectKey: string;
  requestId: number;
  endsOn: string;
};

/** Notes that a row has moved the end of the access that it extends. `before`: the end that stood until now. */
export async function markExtended(
  db: Db,
  rowId: number,
  { endsAt, before }: { endsAt: Date; before: Date | null },
  now: Date,
): Promise<void> {
  await run(db)`
    update invitation set end_fixed_at = ${now}, ends_at = ${endsAt},
      findings = jsonb_set(findings, '{endsAt}', ${JSON.stringify(before)}::jsonb)
    where id = ${rowId}`;
}

/** An invitation whose access is over. */
export type OverAccess = {
  invitationId: number;
  requestId: number;
  tenantId: string;
  guestId: number | null;
  projectKey: string;
  endingRequestId: number;
  cause: string;
};

/** The requests of the invitations that these rows end. */
export async function requestsEndedBy(db: Db, endingIds: readonly number[]): Promise<number[]> {
  return await column(db)`
    select distinct request_id from invitation where ending_id = any(${endingIds}::bigint[])`;
}

/** The requests of earlier invitations to the same projects, of which an end took a part that these may give again. */
export async function requestsTakenInPart(
  db: Db,
  invitationIds: readonly number[],
): Promise<number[]> {
  if (invitationIds.length === 0) return [];
  return await column(db)`
    select distinct t.request_id from invitation i cross join lateral ${behindAccountOf('i.guest_id')} behind
    join invitation t on t.guest_id = behind.id and t.project_key = i.project_key and t.id < i.id and ${isTakenInPart('t')}
    where i.id = any(${invitationIds}::bigint[])`;
}

const revoking = moving('invitation', ['complete', 'partly', 'unknown'], 'revoked');
const expiring = moving('invitation', ['complete', 'partly', 'unknown'], 'expired');

/**
 * Moves the invitations that these finished rows end to revoked, or to expired where their end was due. Leaves those of
 * a row that could not take a grant: the guest still has it.
 */
export async function closeEnded(
  db: Db,
  endingIds: readonly number[],
  now: Date,
): Promise<OverAccess[]> {
  return await all(db)`
    update invitation t set state = case e.cause when 'due' then ${expiring.to} else ${revoking.to} end, over_at = ${now}, notice_at = null
    from invitation e join request r on r.id = e.request_id
    where t.ending_id = e.id and e.id = any(${endingIds}::bigint[]) and e.kind = 'end' and e.state in ('complete', 'partly')
      and t.state in ${revoking.from}
      and not exists (select from step s where s.invitation_id = e.id and ${isTake('s')} and s.state in ('refused', 'unknown'))
    returning t.id as invitation_id, t.request_id, r.tenant_id, t.guest_id, t.project_key, e.request_id as ending_request_id, e.cause`;
}
