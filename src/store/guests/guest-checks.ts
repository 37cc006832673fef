import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { lockInOrder } from '../fragments.ts';
import { all, count, run } from '../statement.ts';
import { isLater } from './guest-states.ts';

/** A guest to read from Graph. The lease also names this taking. */
export type GuestCheck = {
  id: number;
  tenantId: string;
  objectId: string;
  attempts: number;
  leaseUntil: Date;
  /** Graph said that the account is gone. */
  gone: boolean;
};

/**
 * Asks for checks of those of these guests who are in one of `states`, because Graph named them or said that they are
 * gone, or because a sweep found them in another state. A guest whom Graph calls gone and does not show counts as
 * deleted at once. If a replica is reading a guest now, the bot reads the guest once more, from the first attempt on:
 * Graph's answer may be older than the news. Returns how many of them are our guests.
 */
export async function askChecks(
  db: Db,
  guests: {
    tenantId: string;
    objectIds: readonly string[];
    states: readonly ('pending' | 'accepted' | 'deleted')[];
    why?: 'heard' | 'gone' | 'swept';
  },
  now: Date,
): Promise<number> {
  const { why = 'heard' } = guests;
  return await count(db)`
    update guest set look_due_at = ${now},
      heard_at = case when ${why} = 'swept' then heard_at else ${now}::timestamptz end,
      swept_at = case when ${why} = 'swept' then ${now}::timestamptz else swept_at end,
      gone_at = case when ${why} = 'gone' then ${now}::timestamptz else gone_at end, look_attempts = 0
    where id in (select id from guest where tenant_id = ${guests.tenantId} and object_id = any(${guests.objectIds}::text[])
      and state = any(${guests.states}::text[]) ${lockInOrder('guest')})`;
}

/** Asks for checks of guests who accepted after the time that we know: somebody opened their invitation again. */
export async function askRechecks(
  db: Db,
  tenantId: string,
  people: readonly { objectId: string; changedAt: Date }[],
  now: Date,
): Promise<void> {
  await run(db)`
    update guest set look_due_at = ${now}, heard_at = ${now}, look_attempts = 0
    where id in (
      select g.id from guest g join jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p("objectId" text, "changedAt" timestamptz)
        on p."objectId" = g.object_id
      where g.tenant_id = ${tenantId} and g.state = 'accepted' and ${isLater(sql`p."changedAt"`)}
      ${lockInOrder('g')})`;
}

/** Asks for checks of guests by our own ids. The caller has locked them. */
export async function checkSoon(db: Db, guestIds: readonly number[], now: Date): Promise<void> {
  await run(db)`
    update guest set look_due_at = ${now}, look_attempts = 0 where id = any(${guestIds}::bigint[])`;
}

/**
 * Asks for checks of the guests of steps whose first call went out before `since`. The caller has locked the guests.
 */
export async function checkInvitedLate(
  db: Db,
  stepIds: readonly number[],
  { since, now }: { since: Date; now: Date },
): Promise<void> {
  await run(db)`
    update guest set look_due_at = ${now}, look_attempts = 0
    where id in (select guest_id from step where id = any(${stepIds}::bigint[]) and first_tried_at < ${since})`;
}

/** Takes guests that are due for a check and leases them, the most overdue first. */
export async function takeChecks(
  db: Db,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<GuestCheck[]> {
  return await all(db)`
    with taken as (
      select id from guest where look_due_at <= ${now} and object_id is not null
      order by look_due_at limit ${limit} for update skip locked)
    update guest g set look_due_at = ${leaseUntil}, look_attempts = look_attempts + 1
    from taken where g.id = taken.id
    returning g.id, g.tenant_id, g.object_id, g.look_attempts as attempts,
      g.look_due_at as lease_until, g.gone_at is not null as gone`;
}

/** Ends checks, unless somebody asked for another one meanwhile. */
export async function endChecks(
  db: Db,
  looks: readonly Pick<GuestCheck, 'id' | 'leaseUntil'>[],
): Promise<void> {
  const ids = looks.map(({ id }) => id);
  const leases = looks.map(({ leaseUntil }) => leaseUntil);
  await run(db)`
    update guest set look_attempts = 0, gone_at = null, look_due_at = case when look_due_at = ended.lease then null else look_due_at end
    from unnest(${ids}::bigint[], ${leases}::timestamptz[]) as ended(id, lease)
    where guest.id = ended.id`;
}

/**
 * Puts a check off, unless somebody asked for another one meanwhile. `counts`: it was one more attempt, or the first
 * of another kind; where Graph could not be read it was none.
 */
export async function postponeCheck(
  db: Db,
  look: Pick<GuestCheck, 'id' | 'leaseUntil'>,
  { dueAt, counts }: { dueAt: Date; counts: 'one more' | 'the first' | 'none' },
): Promise<void> {
  await run(db)`
    update guest set look_attempts = case ${counts} when 'none' then greatest(0, look_attempts - 1)
        when 'the first' then least(1, look_attempts) else look_attempts end,
      look_due_at = case when look_due_at = ${look.leaseUntil} then ${dueAt} else look_due_at end
    where id = ${look.id}`;
}
