import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { moving } from '../state-moves.ts';
import { all, column, exists, run } from '../statement.ts';
import type { GuestRecord } from './guests.ts';

/** An account, and since when Graph says that its state is so. */
export type AccountState = { tenantId: string; objectId: string; changedAt: Date | null };

/**
 * Several services write one acceptance, each with its own second. A time within a minute is no other acceptance.
 */
export const isLater = (changedAt: RawBuilder<unknown>) =>
  sql`${changedAt} > state_changed_at + interval '1 minute'`;

const behind = ({ tenantId, objectId }: Pick<AccountState, 'tenantId' | 'objectId'>) =>
  sql`tenant_id = ${tenantId} and object_id = ${objectId}`;

const accepting = moving('guest', ['pending', 'deleted'], 'accepted');
const resetting = moving('guest', ['accepted', 'deleted'], 'pending');
const returning = moving('guest', ['deleted'], 'accepted');
const deleting = moving('guest', ['pending', 'accepted'], 'deleted');

/** Moves guests to accepted, by compare and set: of many callers one gets them back. */
export async function acceptGuest(
  db: Db,
  guest: AccountState & {
    signIn: string | null;
    organisation: string | null;
    displayName: string | null;
  },
): Promise<GuestRecord[]> {
  return await all(db)`
    update guest set state = ${accepting.to}, transitions = transitions + 1, state_changed_at = ${guest.changedAt}, sign_in = ${guest.signIn},
      organisation = ${guest.organisation}, display_name = coalesce(display_name, ${guest.displayName})
    where ${behind(guest)} and state in ${accepting.from}
    returning *`;
}

/** The guests of an account for whom an acceptance would be news, or whose access nobody verified after it. */
export async function guestsWithNews(db: Db, guest: AccountState): Promise<number[]> {
  return await column(db)`
    select id from guest where ${behind(guest)}
      and (state in ('pending', 'deleted') or (state = 'accepted' and ${isLater(sql`${guest.changedAt}::timestamptz`)})
        or exists (select from alert a where a.guest_id = guest.id and a.access = 'unchecked'))`;
}

/** True where Graph said that the invitation of this account needs no redemption. */
export async function needsNoRedemption(
  db: Db,
  account: Pick<AccountState, 'tenantId' | 'objectId'>,
): Promise<boolean> {
  return await exists(db)`
    select 1 from guest where ${behind(account)} and needs_no_redemption`;
}

/** True where it would be news that the invitation of this account is open again. */
export async function isReopeningNews(
  db: Db,
  account: Pick<AccountState, 'tenantId' | 'objectId'>,
): Promise<boolean> {
  return await exists(db)`
    select 1 from guest where ${behind(account)} and state in ('accepted', 'deleted')`;
}

/**
 * Moves guests back to pending, because their invitation is open again. For an accepted guest, news older than what we
 * know changes nothing. Returns the guests that moved.
 */
export async function resetGuest(db: Db, guest: AccountState): Promise<number[]> {
  return await column(db)`
    update guest set state = ${resetting.to}, state_changed_at = ${guest.changedAt}, sign_in = null
    where ${behind(guest)}
      and (state = 'deleted' or (state = 'accepted' and ${guest.changedAt}::timestamptz > state_changed_at))
    returning id`;
}

/**
 * Makes up for a reset that we did not see: the invitation was opened and accepted again before anybody checked.
 * Returns the guests that moved.
 */
export async function resetUnseen(db: Db, guest: AccountState): Promise<number[]> {
  return await column(db)`
    update guest set state = ${resetting.to}
    where ${behind(guest)} and state = 'accepted' and ${isLater(sql`${guest.changedAt}::timestamptz`)}
    returning id`;
}

/**
 * Moves a guest back to accepted after a restore of the account as it was before. The channel had its alert already.
 * Returns the guests that moved.
 */
export async function returnGuest(db: Db, guest: AccountState): Promise<number[]> {
  return await column(db)`
    update guest set state = ${returning.to}
    where ${behind(guest)} and state in ${returning.from} and transitions > 0 and state_changed_at = ${guest.changedAt}
    returning id`;
}

/** Marks a guest as deleted, because the directory has nobody under the address, not even among the deleted. */
export async function missGuest(db: Db, id: number): Promise<void> {
  await run(db)`
    update guest set state = ${deleting.to} where id = ${id} and state in ${deleting.from}`;
}

/** Marks the guests of an account as deleted. Returns the guests that moved. */
export async function deleteGuest(
  db: Db,
  account: Pick<AccountState, 'tenantId' | 'objectId'>,
): Promise<number[]> {
  return await column(db)`
    update guest set state = ${deleting.to}
    where ${behind(account)} and state in ${deleting.from}
    returning id`;
}
