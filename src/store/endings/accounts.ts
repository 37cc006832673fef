import type { AccountKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isOpen } from '../fragments.ts';
import { moving } from '../state-moves.ts';
import { all, column, distinct, run } from '../statement.ts';

/** What the bot knows of the account behind a guest. */
export type KnownAccount = {
  guestId: number;
  tenantId: string;
  objectId: string | null;
  madeByUs: boolean;
  blockedAt: Date | null;
  removeAt: Date | null;
};

/**
 * Reads what the bot knows of the account behind a guest. Several guests may share one account: it is enough that the
 * bot made, or blocked, it for one of them.
 */
export async function knownAccount(db: Db, guestId: number): Promise<KnownAccount | undefined> {
  const [account] = await all(db)<KnownAccount>`
    select g.id as guest_id, g.tenant_id, g.object_id, bool_or(o.made_by_us) as made_by_us, max(o.blocked_at) as blocked_at,
      max(o.remove_at) as remove_at
    from guest g join guest o on o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id)
    where g.id = ${guestId} group by g.id`;
  return account;
}

/** Notes that this bot blocked the account. `removeAt`: when the bot removes it. */
export async function markBlocked(
  db: Db,
  guestId: number,
  removeAt: Date | null,
  now: Date,
): Promise<void> {
  await run(db)`
    update guest set blocked_at = coalesce(blocked_at, ${now}), remove_at = ${removeAt} where id = ${guestId}`;
}

/** Notes that the account may sign in again, whoever unblocked it. */
export async function markUnblocked(db: Db, guestId: number): Promise<void> {
  await run(db)`
    update guest o set blocked_at = null, remove_at = null from guest g
    where g.id = ${guestId} and (o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id))`;
}

/** Drops the plan to remove the account. */
export async function keepAccount(db: Db, guestId: number): Promise<void> {
  await run(db)`
    update guest o set remove_at = null from guest g
    where g.id = ${guestId} and (o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id))`;
}

const removing = moving('guest', ['pending', 'accepted'], 'deleted');

/** Notes that this bot removed the account. Returns the guests behind it. */
export async function markRemoved(db: Db, guestId: number, now: Date): Promise<number[]> {
  return await column(db)`
    update guest o set state = case when o.state in ${removing.from} then ${removing.to} else o.state end, removed_at = ${now},
      remove_at = null
    from guest g
    where g.id = ${guestId} and (o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id))
      and o.object_id is not null
    returning o.id`;
}

/** Notes that this bot restored the account, and the state of the guest since. Returns the guests behind it. */
export async function markRestored(
  db: Db,
  guestId: number,
  state: 'pending' | 'accepted',
): Promise<number[]> {
  const restoring = moving('guest', ['deleted'], state);
  return await column(db)`
    update guest o set state = case when o.state in ${restoring.from} then ${restoring.to} else o.state end, removed_at = null from guest g
    where g.id = ${guestId} and (o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id))
    returning o.id`;
}

/**
 * Finds the guests among these whose account this bot is removing, or has removed since `since`: what the directory
 * says of that removal is no news.
 */
export async function removedByUs(
  db: Db,
  guestIds: readonly number[],
  since: Date,
): Promise<Set<number>> {
  return await distinct(db)`
    select guest_id from step where guest_id = any(${guestIds}::bigint[]) and kind = 'remove'
      and (state = 'intended' or answer = 'lost' or settled_at >= ${since})`;
}

/** Finds the guests among these whose account the bot is changing in one of these ways, or is about to. */
export async function changing(
  db: Db,
  guestIds: readonly number[],
  kinds: readonly AccountKind[],
  how: 'open' | 'called for',
): Promise<Set<number>> {
  return await distinct(db)`
    select guest_id from step where guest_id = any(${guestIds}::bigint[]) and kind = any(${kinds}::text[])
      and ${isOpen('step')} and (${how === 'open'} or state = 'intended' or answer = 'lost')`;
}

/** Finds the object ids among these whose account this bot blocked and has not unblocked. */
export async function blockedByUs(
  db: Db,
  tenantId: string,
  objectIds: readonly string[],
): Promise<Set<string>> {
  return await distinct(db)`
    select object_id from guest
    where tenant_id = ${tenantId} and object_id = any(${objectIds}::text[]) and blocked_at is not null`;
}
