import { sql } from 'kysely';
import type { GuestState, MovesFrom } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { inGuestOrder, lockInOrder } from '../fragments.ts';
import { all, column, first, run } from '../statement.ts';

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
  /** When Graph last spoke of the guest by itself, and when a sweep had to ask. */
  heardAt: Date | null;
  sweptAt: Date | null;
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
  await run(db)`
    insert into guest (tenant_id, address, display_name)
    select * from ${asked} ${inGuestOrder('r')}
    on conflict (tenant_id, address) do nothing`;
  return await all(db)`
    select * from guest where (tenant_id, address) in (select r.tenant_id, r.address from ${asked})
    ${lockInOrder('guest')}`;
}

/** Whoever decides what becomes of those who wait for a guest holds its row meanwhile; nobody joins or leaves then. */
export async function lockGuestRows(db: Db, ids: readonly number[]): Promise<void> {
  await run(db)`
    select 1 from guest where id = any(${ids}::bigint[]) ${lockInOrder('guest')}`;
}

/** The same for all who stand behind these accounts. */
export async function lockAccounts(
  db: Db,
  accounts: readonly { tenantId: string; objectId: string }[],
): Promise<void> {
  const tenants = accounts.map(({ tenantId }) => tenantId);
  const ids = accounts.map(({ objectId }) => objectId);
  await run(db)`
    select 1 from guest where (tenant_id, object_id) in (select * from unnest(${tenants}::text[], ${ids}::text[]))
    ${lockInOrder('guest')}`;
}

/** The same for all guests that a request has work for, in the order in which they are locked everywhere. */
export async function lockGuestsOf(db: Db, requestId: number): Promise<void> {
  await run(db)`
    select 1 from guest where id in (
      select guest_id from invitation where request_id = ${requestId} and state in ('working', 'failed', 'partly'))
    ${lockInOrder('guest')}`;
}

export async function readGuest(db: Db, id: number): Promise<GuestRecord | undefined> {
  return await first(db)`select * from guest where id = ${id}`;
}

/** The domains that the organisation has guests from. */
export async function guestDomains(db: Db, tenantId: string): Promise<string[]> {
  return await column(db)`
    select distinct split_part(address, '@', 2) as domain from guest
    where tenant_id = ${tenantId} and state in ('pending', 'accepted') and address like '%@%'`;
}

export async function allPending(db: Db, tenantId: string): Promise<string[]> {
  return await column(db)`
    select object_id from guest
    where tenant_id = ${tenantId} and state = 'pending' and object_id is not null order by id`;
}

/** Guests who have accepted, by our own ids, from one on. */
export async function acceptedAfter(
  db: Db,
  tenantId: string,
  after: number,
  limit: number,
): Promise<{ id: number; objectId: string }[]> {
  return await all(db)`
    select id, object_id from guest
    where tenant_id = ${tenantId} and state = 'accepted' and object_id is not null and id > ${after}
    order by id limit ${limit}`;
}

/** The account that Graph has for a guest. */
export type Existing = {
  objectId: string;
  /** `none`: a member, who is no guest. Otherwise a state that an unknown guest moves to. */
  state: 'none' | MovesFrom<'guest', 'none'>;
  madeByUs: boolean;
  /** Since when Graph says that the guest stands so. */
  changedAt?: Date | undefined;
  /** Graph said that the invitation needs no redemption. */
  completed?: boolean;
};

/**
 * The accounts behind these addresses are known from now on. The first who says so wins, and a state that was learnt
 * stays, unless the account was deleted: then there may be another. The guests are held until the transaction ends.
 */
export async function identifyGuests(
  db: Db,
  guests: readonly ({ id: number } & Existing)[],
): Promise<void> {
  const payload = guests.map((guest) => ({
    id: guest.id,
    object_id: guest.objectId,
    state: guest.state,
    made_by_us: guest.madeByUs,
    changed_at: guest.changedAt ?? null,
    completed: guest.completed ?? false,
  }));
  await lockGuestRows(
    db,
    guests.map(({ id }) => id),
  );
  await run(db)`
    update guest g set object_id = k.object_id, made_by_us = g.made_by_us or k.made_by_us,
      needs_no_redemption = g.needs_no_redemption or k.completed,
      state = case when g.state = 'none' or (g.state = 'deleted' and k.state <> 'none') then k.state else g.state end,
      state_changed_at = coalesce(g.state_changed_at, k.changed_at)
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb)
      as k(id bigint, object_id text, state text, made_by_us boolean, changed_at timestamptz, completed boolean)
    where g.id = k.id and (g.object_id is null or g.object_id = k.object_id or g.state = 'deleted')`;
}

/** Guests whom no remembered invitation names any more lose name and address; the account's id stays. */
export async function forgetGuests(db: Db): Promise<void> {
  await run(db)`
    update guest set address = 'forgotten ' || id, display_name = null, organisation = null, offered_name = null
    where address not like 'forgotten %' and not exists (
      select from invitation i where i.guest_id = guest.id and i.address <> '')
      and exists (select from invitation i where i.guest_id = guest.id)`;
}
