import { sql } from 'kysely';
import type { GuestState } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { behindAccountOf, hasLostAccount, isInvite, mayHaveAccess } from '../fragments.ts';
import { all, changed, column, first, run } from '../statement.ts';

/** An invitation whose end has a notice due. */
export type DueNotice = {
  invitationId: number;
  tenantId: string;
  projectKey: string;
  endsAt: Date;
  endZone: string | null;
  endFixedAt: Date | null;
  completedAt: Date | null;
  endedAt: Date | null;
  noticeAt: Date;
  /** The account is gone: there is nobody whose access could go on. */
  lost: boolean;
};

/**
 * Invitations whose notice is due by then, the longest overdue first. Locks them, so that another replica leaves them
 * alone. Leaves out access whose end has come: there is nothing left to ask.
 */
export async function dueNotices(
  db: Db,
  { by, now, projectKey = null }: { by: Date; now: Date; projectKey?: string | null },
  limit: number,
): Promise<DueNotice[]> {
  return await all(db)`
    select i.id as invitation_id, r.tenant_id, i.project_key, i.ends_at, i.end_zone, i.end_fixed_at, i.completed_at, i.ended_at,
      i.notice_at, ${hasLostAccount('i')} as lost
    from invitation i join request r on r.id = i.request_id
    where i.notice_at <= ${by} and i.notice_at is not null and i.ends_at > ${now} and ${mayHaveAccess('i')}
      and (${projectKey}::text is null or i.project_key = ${projectKey})
    order by i.notice_at, i.id limit ${limit} for update of i skip locked`;
}

/** Finds the one notice of a project and day, and makes it where there is none. */
export async function openNotice(
  db: Db,
  of: { tenantId: string; projectKey: string; day: string },
  now: Date,
): Promise<number> {
  await run(db)`
    insert into end_notice (tenant_id, project_key, day, created_at)
    values (${of.tenantId}, ${of.projectKey}, ${of.day}, ${now}) on conflict do nothing`;
  const [id] = await column(db)<number>`
    select id from end_notice where tenant_id = ${of.tenantId} and project_key = ${of.projectKey} and day = ${of.day}`;
  if (id === undefined) throw new Error('The notice vanished while it was being opened');
  return id;
}

/** Adds invitations to a notice. The bot tells the notice then, or tells it again with them. */
export async function addToNotice(
  db: Db,
  noticeId: number,
  rows: readonly Pick<DueNotice, 'invitationId' | 'endsAt'>[],
): Promise<void> {
  await run(db)`
    insert into end_notice_row (notice_id, invitation_id, ends_at)
    select ${noticeId}, r."invitationId", r."endsAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("invitationId" bigint, "endsAt" timestamptz)
    on conflict (notice_id, invitation_id) do update set ends_at = excluded.ends_at, let_at = null, let_by = null`;
  await run(db)`update end_notice set told_at = null where id = ${noticeId}`;
}

export type EndNotice = {
  id: number;
  tenantId: string;
  projectKey: string;
  day: string;
  createdAt: Date;
  toldAt: Date | null;
};

/** Reads a notice. */
export async function readNotice(db: Db, id: number): Promise<EndNotice | undefined> {
  return await first(db)`select * from end_notice where id = ${id}`;
}

/** Notices that the bot has to tell. Leaves out projects whose due guests are not all in their notice yet. */
export async function noticesToTell(db: Db, now: Date, limit: number): Promise<EndNotice[]> {
  return await all(db)`
    select * from end_notice n where told_at is null and not exists (
      select from invitation i where i.notice_at <= ${now} and i.notice_at is not null and i.ends_at > ${now}
        and i.project_key = n.project_key and ${mayHaveAccess('i')})
    order by id limit ${limit}`;
}

/** Marks a notice as told, by compare and set: one replica tells it. */
export async function markNoticeTold(db: Db, id: number, now: Date): Promise<boolean> {
  return await changed(db)`
    update end_notice set told_at = ${now} where id = ${id} and told_at is null`;
}

/**
 * The end is the one that the notice tells of, the account is there, and nobody has said to let it come. `n`: the row,
 * `i`: the invitation.
 */
export const isUnanswered = sql<boolean>`(${mayHaveAccess('i')} and i.ends_at = n.ends_at and n.let_at is null and not ${hasLostAccount('i')})`;

/** A guest in a notice, as things are now. */
export type NoticeGuest = {
  invitationId: number;
  /** The requesters of the access that ends then, also under another address of the guest, and its first requesters. */
  requesterIds: readonly string[];
  name: string;
  address: string;
  guestState: GuestState;
  objectId: string | null;
  /** When the access ends now: later than the notice said where it was extended since. */
  endsAt: Date | null;
  endZone: string | null;
  /** The end is another one than the notice told of. */
  moved: boolean;
  lives: boolean;
  /** The access still ends when the notice says, and nobody has answered for this guest. */
  open: boolean;
  /** The person who lets it end, and when they said so. The name is null where the bot does not know it. */
  letAt: Date | null;
  letBy: string | null;
  /** Requesters who say that they let it end. Owners still decide. The name is null where the bot does not know it. */
  wishes: readonly { personId: string; name: string | null }[];
  /** The last sign-in with success, null where there was none; and when Graph said so, null where it did not. */
  signedInAt: Date | null;
  signInReadAt: Date | null;
};

type NamedGuest = Omit<NoticeGuest, 'requesterIds' | 'wishes'>;

/** The guests in a notice, the first to end first: all of them, or those of one requester. */
export async function noticeGuests(
  db: Db,
  noticeId: number,
  requesterId?: string,
): Promise<NoticeGuest[]> {
  const named: NamedGuest[] = await all(db)`
    select i.id as invitation_id, coalesce(g.display_name, i.display_name) as name, i.address,
      g.state as guest_state, g.object_id, i.ends_at, i.end_zone, i.ends_at is distinct from n.ends_at as moved,
      ${mayHaveAccess('i')} as lives, ${isUnanswered} as open, n.let_at, p.name as let_by,
      g.signed_in_at, g.sign_in_read_at
    from end_notice_row n join invitation i on i.id = n.invitation_id join request r on r.id = i.request_id
    join guest g on g.id = i.guest_id
    left join place p on p.tenant_id = r.tenant_id and p.kind = 'person' and p.key = n.let_by
    where n.notice_id = ${noticeId} and i.address <> ''
    order by n.ends_at, i.id`;
  const asked = Map.groupBy(await askersIn(db, noticeId), (each) => each.invitationId);
  const wished = Map.groupBy(await wishesIn(db, noticeId), (each) => each.invitationId);
  const guests = named.map((guest) => ({
    ...guest,
    requesterIds: (asked.get(guest.invitationId) ?? []).map(({ personId }) => personId),
    wishes: (wished.get(guest.invitationId) ?? []).map(({ personId, name }) => ({
      personId,
      name,
    })),
  }));
  return requesterId === undefined
    ? guests
    : guests.filter(({ requesterIds }) => requesterIds.includes(requesterId));
}

/**
 * The requesters of the access that the rows of a notice give, and its first requesters, also under another address of
 * the guest. The statement reads all accounts first, and then each account's invitations by index: see
 * `accountsBehind`.
 */
async function askersIn(
  db: Db,
  noticeId: number,
): Promise<{ invitationId: number; personId: string }[]> {
  return await all(db)`
    with named as materialized (
      select n.invitation_id, i.guest_id, i.project_key from end_notice_row n join invitation i on i.id = n.invitation_id
      where n.notice_id = ${noticeId} and i.guest_id is not null),
    account as materialized (
      select named.invitation_id, named.project_key, behind.id
      from named cross join lateral ${behindAccountOf('named.guest_id')} behind)
    select distinct account.invitation_id, who.id as person_id
    from account cross join lateral (select * from invitation where guest_id = account.id offset 0) o
    join request q on q.id = o.request_id cross join lateral unnest(array[q.requester_id, o.asked_first_by]) as who(id)
    where who.id is not null and o.project_key = account.project_key and ${isInvite('o')}
      and (o.id = account.invitation_id or ${mayHaveAccess('o')})
    order by 1, 2`;
}

/** The answers of requesters to the ends in a notice. */
async function wishesIn(
  db: Db,
  noticeId: number,
): Promise<{ invitationId: number; personId: string; name: string | null }[]> {
  return await all(db)`
    select w.invitation_id, w.person_id, k.name
    from end_notice e join end_notice_row n on n.notice_id = e.id
    join end_wish w on w.invitation_id = n.invitation_id and w.ends_at = n.ends_at
    left join place k on k.tenant_id = e.tenant_id and k.kind = 'person' and k.key = w.person_id
    where e.id = ${noticeId} order by w.said_at, w.person_id`;
}
