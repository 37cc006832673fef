import type { Db } from '../database.ts';
import {
  accountsBehind,
  behindAccountOf,
  isGate,
  isInvite,
  isOpen,
  mayHaveAccess,
} from '../fragments.ts';
import { column } from '../statement.ts';

/**
 * Ends the access of these guests together with their account, in the name of the row that removed it. The caller has
 * locked the guests. No digest tells it: the request that removes does. Leaves out invitations at work. Returns the
 * invitations.
 */
export async function endWithAccount(
  db: Db,
  guestIds: readonly number[],
  rowId: number,
  now: Date,
): Promise<number[]> {
  return await column(db)`
    update invitation set ending_id = ${rowId}, over_at = ${now}, over_told = true
    where guest_id = any(${guestIds}::bigint[]) and ${mayHaveAccess('invitation')} and state <> 'working'
    returning id`;
}

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

/** The requests whose cards say what has become of these guests: their invitations are complete, or so in part. */
export async function requestsTellingOf(db: Db, guestIds: readonly number[]): Promise<number[]> {
  return await column(db)`
    select distinct request_id from invitation
    where guest_id = any(${guestIds}::bigint[]) and ${isInvite('invitation')} and state in ('complete', 'partly', 'unknown')`;
}
