import { sql } from 'kysely';
import type { AccountKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { accountsBehind, isOpen, lockInOrder } from '../fragments.ts';
import { moving } from '../state-moves.ts';
import { all, column, distinct, exists, run } from '../statement.ts';
import { answerWord, answerWords } from '../step-answer-words.ts';

/** The account behind a guest, as far as the bot knows. */
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
  const [account] = await knownAccounts(db, [guestId]);
  return account;
}

/** Reads what the bot knows of the accounts behind these guests, as `knownAccount` does. */
export async function knownAccounts(db: Db, guestIds: readonly number[]): Promise<KnownAccount[]> {
  return await all(db)`
    select g.id as guest_id, g.tenant_id, g.object_id, bool_or(o.made_by_us) as made_by_us, max(o.blocked_at) as blocked_at,
      max(o.remove_at) as remove_at
    from guest g join guest o on o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id)
    where g.id = any(${guestIds}::bigint[]) group by g.id`;
}

/** The bot looks so soon whether Graph shows its block. */
export const lookSeconds = 2;

/** Notes that this bot blocked the account, and asks for a look at it. `removeAt`: when the bot removes it. */
export async function markBlocked(
  db: Db,
  guestId: number,
  removeAt: Date | null,
  now: Date,
): Promise<void> {
  await run(db)`
    update guest set blocked_at = ${now}, block_seen_at = null, remove_at = ${removeAt},
      look_due_at = least(look_due_at, ${now}::timestamptz + make_interval(secs => ${lookSeconds}))
    where id = ${guestId}`;
}

/** Notes that the account may sign in again, whether the bot or a person unblocked it. */
export async function markUnblocked(db: Db, guestId: number): Promise<void> {
  await run(db)`
    update guest o set blocked_at = null, block_seen_at = null, remove_at = null from guest g
    where g.id = ${guestId} and (o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id))`;
}

/** Drops the plan to remove the account. */
export async function keepAccount(db: Db, guestId: number): Promise<void> {
  await run(db)`
    update guest o set remove_at = null from guest g
    where g.id = ${guestId} and (o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id))`;
}

/**
 * Drops the plan to remove an account, because somebody deleted it: a person who restores it wants to keep it. Returns
 * the guests for whom there was a plan.
 */
export async function giveUpRemoval(
  db: Db,
  { tenantId, objectId }: { tenantId: string; objectId: string },
): Promise<number[]> {
  return await column(db)`
    update guest set remove_at = null
    where id in (select id from guest where tenant_id = ${tenantId} and object_id = ${objectId} and remove_at is not null
      ${lockInOrder('guest')})
    returning id`;
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
    update guest o set state = case when o.state in ${restoring.from} then ${restoring.to} else o.state end, removed_at = null, remove_at = null from guest g
    where g.id = ${guestId} and (o.id = g.id or (o.tenant_id = g.tenant_id and o.object_id = g.object_id))
    returning o.id`;
}

/**
 * Finds the guests among these whose account this bot is removing, or has removed since `since`, under any address: the
 * directory's words about that removal are no news.
 */
export async function removedByUs(
  db: Db,
  guestIds: readonly number[],
  since: Date,
): Promise<Set<number>> {
  return await distinct(db)`
    with ${accountsBehind(guestIds)}
    select a.guest_id from account a where exists (
      select from step s where s.guest_id = a.id and s.kind = 'remove' and (s.state = 'intended'
        or s.answer in ${answerWords(['taken', 'lost'])} and coalesce(s.settled_at, ${since}) >= ${since}) offset 0)`;
}

/** Finds the guests among these whose account a call of the bot is changing in one of these ways, under any address. */
export async function changing(
  db: Db,
  guestIds: readonly number[],
  kinds: readonly AccountKind[],
): Promise<Set<number>> {
  return await distinct(db)`
    with ${accountsBehind(guestIds)}
    select a.guest_id from account a where exists (
      select from step s where s.guest_id = a.id and s.kind = any(${kinds}::text[]) and ${isCalledFor('s')} offset 0)`;
}

/** A call for this step may be under way. */
const isCalledFor = (step: string) =>
  sql`(${isOpen(step)} and (${sql.ref(`${step}.state`)} = 'intended' or ${sql.ref(`${step}.answer`)} = ${answerWord('lost')}))`;

/**
 * True where the bot has still to unblock the account behind this step, or behind its invitation, or did so since
 * `since`: the directory may show the block for a while.
 */
export async function isUnblocking(
  db: Db,
  { guestId, invitationId }: { guestId: number; invitationId: number },
  since: Date,
): Promise<boolean> {
  return await exists(db)`
    select 1 from step s where s.kind = 'unblock'
      and (${isOpen('s')} or s.answer = ${answerWord('taken')} and s.settled_at >= ${since})
      and (s.guest_id = ${guestId} or s.invitation_id = ${invitationId})`;
}

/** Finds the guest under whose name this bot holds an account blocked, or is blocking it, by object id. */
export async function blockedAs(
  db: Db,
  tenantId: string,
  objectIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await all(db)<{ objectId: string; id: number }>`
    select distinct on (g.object_id) g.object_id, g.id from guest g
    where g.tenant_id = ${tenantId} and g.object_id = any(${objectIds}::text[]) and (g.blocked_at is not null
      or exists (select from step s where s.guest_id = g.id and s.kind = 'block' and ${isCalledFor('s')}))
    order by g.object_id, g.id`;
  return new Map(rows.map(({ objectId, id }) => [objectId, id]));
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

/**
 * Finds the guests, among these addresses and object ids, whom this bot removed before then and nobody has seen since.
 */
export async function removedBefore(
  db: Db,
  { tenantId, named }: { tenantId: string; named: readonly string[] },
  before: Date,
): Promise<Set<string>> {
  return await distinct(db)`
    select n.name from unnest(${named}::text[]) as n(name)
    join guest g on g.tenant_id = ${tenantId} and (g.address = n.name or g.object_id = lower(n.name))
    where g.state = 'deleted' and g.removed_at < ${before}`;
}
