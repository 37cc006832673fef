import type { NeedingInvitation } from '../../guests/ending/waiting-request.ts';
import type { Access } from '../../guests/project/project.ts';
import type { AccessPiece } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import {
  accountsBehind,
  behindAccountOf,
  foundFor,
  isGrant,
  isOpen,
  isOurs,
  isTakenByEnd,
  isUnderWay,
  needsAccess,
} from '../fragments.ts';
import { all, distinct, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** A grant of a guest, as the ledger knows it. */
export type LedgerGrant = AccessPiece & {
  guestId: number;
  invitationId: number;
  /** True where the bot gave it, or may have, and has not taken it back since. */
  ours: boolean;
  /** When it was given, the last time that the bot gave it. */
  madeAt: Date | null;
  /** Graph's id of what the bot gave, where it is known. */
  gift: string | null;
  /** True where a call to give it may be under way. */
  open: boolean;
};

/**
 * The grants that these invitations gave or were to give, without grants that an end of them took before. Access that
 * came with a group of the invitation goes with that group.
 */
export async function grantsOfInvitations(
  db: Db,
  invitationIds: readonly number[],
): Promise<LedgerGrant[]> {
  return await all(db)`
    select s.guest_id, s.invitation_id, s.kind, s.target, s.detail, ${isOurs('s')} as ours, s.made_at, s.gift, ${isOpen('s')} as open
    from step s where s.invitation_id = any(${invitationIds}::bigint[]) and ${isGrant('s')}
      and s.answer is distinct from ${answerWord('through group')} and not ${isTakenByEnd('s')} order by s.id`;
}

/** Every grant in the ledger of the accounts behind these guests. Each names one of the given guests. */
export async function grantsOfGuests(db: Db, guestIds: readonly number[]): Promise<LedgerGrant[]> {
  return await all(db)`
    with ${accountsBehind(guestIds)}
    select a.guest_id, s.invitation_id, s.kind, s.target, s.detail, ${isOurs('s')} as ours, s.made_at, s.gift, ${isOpen('s')} as open
    from account a cross join lateral (select * from step g where g.guest_id = a.id and ${isGrant('g')} offset 0) s
    order by s.id`;
}

/** A living invitation of the account behind a guest, with what it gives. */
export type Need = NeedingInvitation & { guestId: number; projectKey: string; access: Access };

/**
 * Living invitations that still need access for the accounts of these guests, under any of their addresses: approved
 * ones, and ones that wait for approval. An invitation that has begun to end needs nothing.
 */
export async function needsOf(db: Db, guestIds: readonly number[]): Promise<Need[]> {
  // Each `offset 0` keeps PostgreSQL at the index of the one column: before the tables are analysed it would join all
  // requests of the tenant, or read all invitations for each guest.
  return await all(db)`
    with ${accountsBehind(guestIds)}, near as materialized (
      select a.guest_id, n.id from account a
      cross join lateral (select id from invitation where guest_id = a.id offset 0) n
      union
      select a.guest_id, n.id from account a
      cross join lateral (select address, tenant_id from guest where id = a.id offset 0) o
      cross join lateral (
        select id, request_id from invitation where address = o.address and guest_id is null and state <> 'draft' offset 0) n
      cross join lateral (select from request where id = n.request_id and tenant_id = o.tenant_id offset 0) of_tenant
      union
      select g.id, n.id
      from (select id, object_id, tenant_id from guest where id = any(${guestIds}::bigint[]) and object_id is not null offset 0) g
      cross join lateral (select id, request_id from ${foundFor('g.object_id', needsAccess)} found offset 0) n
      cross join lateral (select from request where id = n.request_id and tenant_id = g.tenant_id offset 0) of_tenant)
    select near.guest_id, i.id as invitation_id, i.request_id, i.state = 'awaiting approval' as waits, i.project_key, i.access
    from near cross join lateral (select * from invitation where id = near.id offset 0) i
    where ${needsAccess('i')}`;
}

/** As `needsOf`, without the invitations that a confirmed request is about to end. */
export async function needsThatStay(db: Db, guestIds: readonly number[]): Promise<Need[]> {
  const needs = await needsOf(db, guestIds);
  const ending = await distinct(db)<number>`
    with ${accountsBehind(guestIds)}
    select unnest(e.about) from account a cross join lateral (
      select * from invitation n where n.guest_id = a.id and n.kind = 'end' and ${isUnderWay('n')} offset 0) e`;
  return needs.filter(({ invitationId }) => !ending.has(invitationId));
}

/** Notes that the bot took these grants, or found them gone. A grant that is there later was given anew. */
export async function markTaken(
  db: Db,
  grants: readonly (AccessPiece & { guestId: number })[],
  now: Date,
): Promise<void> {
  const payload = grants.map(({ guestId, kind, target, detail }) => ({
    guest_id: guestId,
    kind,
    target,
    detail,
  }));
  const distinctGuests = [...new Set(grants.map(({ guestId }) => guestId))];
  await run(db)`
    with ${accountsBehind(distinctGuests)}, hit as (
      select s.id from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as t(guest_id bigint, kind text, target text, detail text)
      join account a on a.guest_id = t.guest_id
      cross join lateral (
        select g.id from step g where g.guest_id = a.id and ${isGrant('g')} and g.kind = t.kind and g.target = t.target
          and (t.kind <> 'app' or g.detail = t.detail) offset 0) s),
    held as materialized (select id from step where id in (select id from hit) order by id for update)
    update step s set taken_at = ${now}, made_at = null, unheard = false, doubt = false
    where s.id in (select id from held) and s.state not in ('intended', 'looking')`;
}

/**
 * Finds the steps among these that give what the bot took from the account since `since`. Where the directory then says
 * "already so", it may show what was there before.
 */
export async function takenSince(
  db: Db,
  stepIds: readonly number[],
  since: Date,
): Promise<Set<number>> {
  return await distinct(db)`
    select s.id from step s where s.id = any(${stepIds}::bigint[]) and exists (
      select from ${behindAccountOf('s.guest_id')} o join step t on t.guest_id = o.id
      where ${isGrant('t')} and t.taken_at >= ${since} and t.kind = s.kind and t.target = s.target and (t.kind <> 'app' or t.detail = s.detail))`;
}
