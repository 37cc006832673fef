import { sql } from 'kysely';
import type { GuestState } from '../guests/states.ts';
import type { Db } from './database.ts';

export type GuestRecord = {
  id: number;
  tenantId: string;
  address: string;
  objectId: string | null;
  displayName: string | null;
  state: GuestState;
  madeByUs: boolean;
  stateChangedAt: Date | null;
  signIn: string | null;
  organisation: string | null;
  /** How many times the guest has accepted. */
  transitions: number;
  /** What the directory calls the guest, where that is not our name, and which offer of a name that is. */
  offeredName: string | null;
  nameVersion: number;
};

/** The one row of each address, made if need be and locked until the transaction ends. */
export async function lockGuests(
  db: Db,
  guests: readonly { tenantId: string; address: string; displayName: string }[],
): Promise<GuestRecord[]> {
  const payload = guests.map(({ tenantId, address, displayName }) => ({
    tenant_id: tenantId,
    address,
    display_name: displayName,
  }));
  const asked = sql`jsonb_to_recordset(${JSON.stringify(payload)}::jsonb)
    as r(tenant_id text, address text, display_name text)`;
  // In one order everywhere, so that two replicas never wait for each other.
  await sql`
    insert into guest (tenant_id, address, display_name)
    select * from ${asked} order by address collate "C"
    on conflict (tenant_id, address) do nothing`.execute(db);
  const { rows } = await sql<GuestRecord>`
    select * from guest where (tenant_id, address) in (select r.tenant_id, r.address from ${asked})
    order by address collate "C" for update`.execute(db);
  return rows;
}

/** Whoever decides what becomes of those who wait for a guest holds its row meanwhile; nobody joins or leaves then. */
export async function holdGuest(db: Db, id: number): Promise<void> {
  await sql`select 1 from guest where id = ${id} for update`.execute(db);
}

/** The same for all guests that a request has work for, in the order in which they are locked everywhere. */
export async function holdGuestsOf(db: Db, requestId: number): Promise<void> {
  await sql`
    select 1 from guest where id in (
      select guest_id from invitation where request_id = ${requestId} and state in ('working', 'failed', 'partly'))
    order by address collate "C" for update`.execute(db);
}

export async function readGuest(db: Db, id: number): Promise<GuestRecord | undefined> {
  const { rows } = await sql<GuestRecord>`select * from guest where id = ${id}`.execute(db);
  return rows[0];
}

/** The domains that the organisation has guests from. */
export async function guestDomains(db: Db, tenantId: string): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`
    select distinct split_part(address, '@', 2) as domain from guest
    where tenant_id = ${tenantId} and state in ('pending', 'accepted') and address like '%@%'`.execute(
    db,
  );
  return rows.map((row) => row.domain);
}

export async function allPending(db: Db, tenantId: string): Promise<string[]> {
  const { rows } = await sql<{ objectId: string }>`
    select object_id from guest
    where tenant_id = ${tenantId} and state = 'pending' and object_id is not null order by id`.execute(
    db,
  );
  return rows.map((row) => row.objectId);
}

/**
 * The account behind an address is known from now on. The first who says so wins, and a state that was learnt stays,
 * unless the account was deleted: then there may be another.
 */
export async function identifyGuest(
  db: Db,
  guest: {
    id: number;
    objectId: string;
    state: GuestState;
    madeByUs: boolean;
    stateChangedAt: Date | null;
    /** Graph said that the invitation needs no redemption. */
    completed: boolean;
  },
): Promise<void> {
  await sql`
    update guest set needs_no_redemption = needs_no_redemption or ${guest.completed},
      object_id = ${guest.objectId}, made_by_us = made_by_us or ${guest.madeByUs},
      state = case when state = 'none' or (state = 'deleted' and ${guest.state} <> 'none') then ${guest.state} else state end,
      state_changed_at = coalesce(state_changed_at, ${guest.stateChangedAt})
    where id = ${guest.id} and (object_id is null or object_id = ${guest.objectId} or state = 'deleted')`.execute(
    db,
  );
}

/** Guests whom no remembered invitation names any more lose name and address; the account's id stays. */
export async function forgetGuests(db: Db): Promise<void> {
  await sql`
    update guest set address = 'forgotten ' || id, display_name = null, organisation = null, offered_name = null
    where address not like 'forgotten %' and not exists (
      select from invitation i where i.guest_id = guest.id and i.address <> '')
      and exists (select from invitation i where i.guest_id = guest.id)`.execute(db);
}
