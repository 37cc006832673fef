import { sql } from 'kysely';
import type { Db } from '../database.ts';
import {
  accountsBehind,
  behindAccountOf,
  isGate,
  isInvite,
  isOpen,
  mayHaveAccess,
  needsAccess,
} from '../fragments.ts';
import { all, column, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/**
 * Ends the access of these guests together with their account, in the name of the row that removed it. The caller has
 * locked the guests. Leaves out invitations at work. Returns the invitations.
 */
export async function endWithAccount(
  db: Db,
  guestIds: readonly number[],
  rowId: number,
  now: Date,
): Promise<number[]> {
  return await column(db)`
    update invitation set ending_id = ${rowId}, over_at = ${now}, over_told = false
    where guest_id = any(${guestIds}::bigint[]) and ${mayHaveAccess('invitation')} and state <> 'working'
    returning id`;
}

/**
 * Notes that the row removed an account as planned: the channels of the projects whose access ended with the block
 * still have to hear of it.
 */
export async function untellRemoval(db: Db, rowId: number): Promise<void> {
  await run(db)`
    update invitation set removal_untold = true where ending_id = (
      select planned.id from invitation e cross join lateral ${planOf('e')} planned where e.id = ${rowId} and e.cause = 'due')`;
}

/** The guests who lost something to the removals of one request, by project, and the requesters of their access. */
export type RemovedFromProject = { projectKey: string; removed: number; inviters: string[] };

/**
 * The guests whom a finished request of removals took from a project, or removed as planned, since the bot last told of
 * it. The statement reads all accounts first, and then each account's losses by index: see `accountsBehind`.
 */
export async function removedFrom(db: Db, requestId: number): Promise<RemovedFromProject[]> {
  return await all(db)`
    with removal as materialized (
      select e.id, e.guest_id, e.cause from request r join invitation e on e.request_id = r.id and e.kind = 'remove'
        and e.ended_at > coalesce(r.ends_told_at, '-infinity')
      where r.id = ${requestId} and exists (
        select from step s where s.invitation_id = e.id and s.kind = 'remove' and s.state = 'done' and s.answer = ${answerWord('taken')})),
    account as materialized (
      select removal.guest_id, behind.id from removal cross join lateral ${behindAccountOf('removal.guest_id')} behind
      where removal.cause = 'due'),
    planned as materialized (
      select distinct on (account.guest_id) account.guest_id, x.id
      from account cross join lateral (select id, kind from invitation where guest_id = account.id offset 0) x
      cross join lateral (select from step s where s.invitation_id = x.id and ${blockedToRemove} limit 1) blocked
      where x.kind = 'end'
      order by account.guest_id, x.id desc),
    ending as materialized (
      select guest_id, id from removal where cause is distinct from 'due' union all select guest_id, id from planned)
    select t.project_key, count(distinct ending.guest_id) as removed,
      coalesce(array_agg(distinct who.asked_by) filter (where who.asked_by is not null), '{}') as inviters
    from ending cross join lateral (select * from invitation where ending_id = ending.id offset 0) t join request tr on tr.id = t.request_id
    left join lateral unnest(array[tr.requester_id, t.asked_first_by]) as who(asked_by) on true
    group by t.project_key order by t.project_key`;
}

/** The step blocked an account in order to remove it later. `s`: the step. */
const blockedToRemove = sql<boolean>`(
  s.kind = 'block' and s.target = 'remove' and s.state = 'done' and s.answer = ${answerWord('taken')})`;

/** The last end that blocked the account of this row, in order to remove it later. */
const planOf = (row: string) => sql`(
  select x.id from ${behindAccountOf(`${row}.guest_id`)} b join invitation x on x.guest_id = b.id and x.kind = 'end'
  join step s on s.invitation_id = x.id and ${blockedToRemove}
  order by x.id desc limit 1)`;

/**
 * Brings back the access that ended with the account of these guests, because that account is back as it was. Where an
 * invitation brings the account back, or has done so, what ended before stays over. Returns the invitations.
 */
export async function reviveAccess(db: Db, guestIds: readonly number[]): Promise<number[]> {
  return await column(db)`
    with ${accountsBehind(guestIds)}
    update invitation set ending_id = null, over_at = null, over_told = false
    where id in (
      select i.id from account a join guest o on o.id = a.id join invitation i on i.guest_id = o.id join invitation e on e.id = i.ending_id
      where e.kind = 'remove' and i.over_at = o.removed_at and not exists (
        select from ${behindAccountOf('o.id')} n join guest other on other.id = n.id
        where other.removed_at is null
          or exists (select from step s where s.guest_id = n.id and ${isGate('s')} and ${isOpen('s')})))
    returning id`;
}

/** A guest whose deleted account is there again, and when the bot removed it, if it was the bot. */
export type Returning = { id: number; removedAt: Date | null };

/** The guests whom the bot knows as deleted and whose account is there again, under any of its addresses. */
export async function returningAmong(
  db: Db,
  guests: readonly { id: number; objectId: string }[],
): Promise<Returning[]> {
  return await all(db)`
    select distinct o.id, o.removed_at from jsonb_to_recordset(${JSON.stringify(guests)}::jsonb) as k(id bigint, "objectId" text)
    join guest g on g.id = k.id join guest o on o.tenant_id = g.tenant_id and o.object_id = k."objectId"
    where o.state = 'deleted'`;
}

/**
 * Has the access end now that ended with the account of these guests: an invitation has brought the account back, and
 * Entra brings what it had along. Leaves out access that a new invitation to the same project gives anew. The caller
 * has locked the guests.
 */
export async function endReturned(db: Db, guests: readonly Returning[], now: Date): Promise<void> {
  await run(db)`
    with ${accountsBehind(guests.map(({ id }) => id))}
    update invitation set ending_id = null, over_at = null, ends_on = null, expires_after = null, ends_at = ${now},
      returned_at = ${now}, notice_at = null
    where id in (
      select i.id from jsonb_to_recordset(${JSON.stringify(guests)}::jsonb) as k(id bigint, "removedAt" timestamptz)
      join account a on a.guest_id = k.id join invitation i on i.guest_id = a.id join invitation e on e.id = i.ending_id
      where e.kind = 'remove' and i.over_at = k."removedAt" and not exists (
        select from account b join invitation n on n.guest_id = b.id
        where b.guest_id = k.id and n.project_key = i.project_key and ${needsAccess('n')} and n.access @> i.access))`;
}

/**
 * The requests whose cards say what has become of these guests: their invitations are complete, partly so or unknown.
 */
export async function requestsTellingOf(db: Db, guestIds: readonly number[]): Promise<number[]> {
  return await column(db)`
    select distinct request_id from invitation
    where guest_id = any(${guestIds}::bigint[]) and ${isInvite('invitation')} and state in ('complete', 'partly', 'unknown')`;
}
