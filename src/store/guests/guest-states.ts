import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { moving } from '../moves.ts';
import { all, column, first, run } from '../statement.ts';
import type { GuestRecord } from './guests.ts';

/** An account, and since when Graph says that it stands so. */
export type AccountState = { tenantId: string; objectId: string; changedAt: Date | null };

/** One acceptance is written by several services, each with its own second: that is not another one. */
export const isLater = (changedAt: RawBuilder<unknown>) =>
  sql`${changedAt} > state_changed_at + interval '1 minute'`;

const behind = ({ tenantId, objectId }: Pick<AccountState, 'tenantId' | 'objectId'>) =>
  sql`tenant_id = ${tenantId} and object_id = ${objectId}`;

const accepting = moving('guest', ['pending', 'deleted'], 'accepted');
const resetting = moving('guest', ['accepted', 'deleted'], 'pending');
const returning = moving('guest', ['deleted'], 'accepted');
const deleting = moving('guest', ['pending', 'accepted'], 'deleted');

/** Compare and set: only the one caller who moved the guest from pending to accepted gets it back. */
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

/** Those behind an account of whom a redemption would be news, or whose access was not looked at after it. */
export async function guestsWithNews(db: Db, guest: AccountState): Promise<number[]> {
  return await column(db)`
    select id from guest where ${behind(guest)}
      and (state in ('pending', 'deleted') or (state = 'accepted' and ${isLater(sql`${guest.changedAt}::timestamptz`)})
        or exists (select from alert a where a.guest_id = guest.id and a.access = 'unchecked'))`;
}

/** Whether Graph said of the account that its invitation needs no redemption. */
export async function needsNoRedemption(
  db: Db,
  account: Pick<AccountState, 'tenantId' | 'objectId'>,
): Promise<boolean> {
  return (
    (await first(db)`
    select 1 from guest where ${behind(account)} and needs_no_redemption`) !== undefined
  );
}

/** Whether it is news that an invitation to this account is open. */
export async function isReopeningNews(
  db: Db,
  account: Pick<AccountState, 'tenantId' | 'objectId'>,
): Promise<boolean> {
  return (
    (await first(db)`
    select 1 from guest where ${behind(account)} and state in ('accepted', 'deleted')`) !==
    undefined
  );
}

/** An invitation that is open again. Older news than what is known changes nothing. Returns the guests that moved. */
export async function resetGuest(db: Db, guest: AccountState): Promise<number[]> {
  return await column(db)`
    update guest set state = ${resetting.to}, state_changed_at = ${guest.changedAt}, sign_in = null
    where ${behind(guest)}
      and (state = 'deleted' or (state = 'accepted' and ${guest.changedAt}::timestamptz > state_changed_at))
    returning id`;
}

/** Was opened again and accepted again before anybody looked: the reset that we did not see. */
export async function resetUnseen(db: Db, guest: AccountState): Promise<number[]> {
  return await column(db)`
    update guest set state = ${resetting.to}
    where ${behind(guest)} and state = 'accepted' and ${isLater(sql`${guest.changedAt}::timestamptz`)}
    returning id`;
}

/** The account is back as it was before it was deleted: what is known of it was told already. */
export async function returnGuest(db: Db, guest: AccountState): Promise<number[]> {
  return await column(db)`
    update guest set state = ${returning.to}
    where ${behind(guest)} and state in ${returning.from} and transitions > 0 and state_changed_at = ${guest.changedAt}
    returning id`;
}

/** Nobody is in the directory under the address of this guest, not even deleted. */
export async function missGuest(db: Db, id: number): Promise<void> {
  await run(db)`
    update guest set state = ${deleting.to} where id = ${id} and state in ${deleting.from}`;
}

export async function deleteGuest(
  db: Db,
  account: Pick<AccountState, 'tenantId' | 'objectId'>,
): Promise<number[]> {
  return await column(db)`
    update guest set state = ${deleting.to}
    where ${behind(account)} and state in ${deleting.from}
    returning id`;
}
