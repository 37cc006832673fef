import { type RawBuilder, sql } from 'kysely';
import type { GuestState, MovesFrom } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { inGuestOrder, lockInOrder } from '../fragments.ts';
import { all, column, first, run } from '../statement.ts';
import { forgetGrants } from './forget-grants.ts';

/** One partner in the tenant: one row for each normalised address. */
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
  /** How many times the guest accepted. */
  transitions: number;
  /** The directory's name for the guest, where it differs from ours, and the number of that offer. */
  offeredName: string | null;
  nameVersion: number;
  /** When Graph last named the guest by itself, and when a sweep last had to ask. */
  heardAt: Date | null;
  sweptAt: Date | null;
  /** Since when this bot holds the account blocked, when it removes it, and when it did. */
  blockedAt: Date | null;
  removeAt: Date | null;
  removedAt: Date | null;
};

/** Makes the one row of each address where there is none, and locks it until the transaction ends. */
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
  // All replicas insert and lock in one order, so that no two wait for each other.
  await run(db)`
    insert into guest (tenant_id, address, display_name)
    select * from ${asked} ${inGuestOrder('r')}
    on conflict (tenant_id, address) do nothing`;
  return await all(db)`
    select * from guest where (tenant_id, address) in (select r.tenant_id, r.address from ${asked})
    ${lockInOrder('guest')}`;
}

/**
 * Locks guests until the transaction ends. A transaction that decides about the grants that wait for a guest locks it
 * first, so that no grant joins or leaves meanwhile.
 */
export async function lockGuestRows(db: Db, ids: readonly number[]): Promise<void> {
  await run(db)`
    select 1 from guest where id = any(${ids}::bigint[]) ${lockInOrder('guest')}`;
}

/** Locks the guests of these accounts until the transaction ends. */
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

/** Locks these guests, and all others who stand behind their accounts, until the transaction ends. */
export async function lockGuestsAndAccounts(db: Db, ids: readonly number[]): Promise<void> {
  await run(db)`
    select 1 from guest where id in (
      select unnest(${ids}::bigint[])
      union
      select o.id from guest g join guest o on o.tenant_id = g.tenant_id and o.object_id = g.object_id
      where g.id = any(${ids}::bigint[]))
    ${lockInOrder('guest')}`;
}

/** Locks the guests that a request still works on, or may retry, until the transaction ends. */
export async function lockGuestsOf(db: Db, requestId: number): Promise<void> {
  await run(db)`
    select 1 from guest where id in (
      select guest_id from invitation where request_id = ${requestId} and (state in ('working', 'failed', 'partly') or kind = 'end' and state = 'complete'))
    ${lockInOrder('guest')}`;
}

/** Our rows for one account, the first one first. */
export async function guestsOfAccount(
  db: Db,
  { tenantId, objectId }: { tenantId: string; objectId: string },
): Promise<number[]> {
  return await column(db)`
    select id from guest where tenant_id = ${tenantId} and object_id = ${objectId} order by id`;
}

/** Reads a guest without locking it. */
export async function readGuest(db: Db, id: number): Promise<GuestRecord | undefined> {
  return await first(db)`select * from guest where id = ${id}`;
}

/**
 * The domains of the organisation's guests. The statement steps from one domain to the next, however many guests each
 * has.
 */
export async function guestDomains(db: Db, tenantId: string): Promise<string[]> {
  const next = (after: RawBuilder<unknown>) => sql`(
    select split_part(address, '@', 2) as domain from guest
    where tenant_id = ${tenantId} and state in ('pending', 'accepted') and split_part(address, '@', 2) > ${after}
    order by 1 limit 1)`;
  return await column(db)`
    with recursive domains(domain) as (
      ${next(sql`''`)}
      union all
      select n.domain from domains d cross join lateral ${next(sql`d.domain`)} n)
    select domain from domains`;
}

/** The account ids of all pending guests, the oldest guest first. */
export async function allPending(db: Db, tenantId: string): Promise<string[]> {
  return await column(db)`
    select object_id from guest
    where tenant_id = ${tenantId} and state = 'pending' and object_id is not null order by id`;
}

/** Guests who accepted, by our own ids, from one id on. */
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
  /** Since when Graph says that the state is so. */
  changedAt?: Date | undefined;
  /** Graph said that the invitation needs no redemption. */
  completed?: boolean;
};

/**
 * Stores the accounts behind addresses and locks their guests. The first account that is stored stays, and so does
 * a state that we learnt, unless the account was deleted: then another may have taken its place.
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
  // Locks the others behind the account too: an end decides about its access under their locks.
  await run(db)`
    select 1 from guest where id in (
      select unnest(${guests.map(({ id }) => id)}::bigint[])
      union
      select o.id from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as k(id bigint, object_id text)
      join guest g on g.id = k.id join guest o on o.tenant_id = g.tenant_id and o.object_id = k.object_id)
    ${lockInOrder('guest')}`;
  await forgetGrants(db, guests);
  await run(db)`
    update guest g set object_id = k.object_id,
      -- Another account than the one that the bot made is not ours.
      made_by_us = k.made_by_us or g.made_by_us and (g.object_id is null or g.object_id = k.object_id),
      blocked_at = case when g.object_id = k.object_id then g.blocked_at end,
      block_seen_at = case when g.object_id = k.object_id then g.block_seen_at end,
      remove_at = case when g.object_id = k.object_id then g.remove_at end,
      needs_no_redemption = g.needs_no_redemption or k.completed,
      state = case when g.state = 'none' or (g.state = 'deleted' and k.state <> 'none') then k.state else g.state end,
      -- An invitation brings the account back: what ended with it stays over.
      removed_at = case when g.state = 'deleted' and k.state <> 'none' then null else g.removed_at end,
      state_changed_at = coalesce(g.state_changed_at, k.changed_at)
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb)
      as k(id bigint, object_id text, state text, made_by_us boolean, changed_at timestamptz, completed boolean)
    where g.id = k.id and (g.object_id is null or g.object_id = k.object_id or g.state = 'deleted')`;
}
