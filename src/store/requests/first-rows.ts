import { isHeldByOperator } from '../../guests/held-by-hand.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { isHeldByHand, isUnbegun, othersHold } from '../fragments.ts';
import { all, changed, column, exists, run } from '../statement.ts';

/** Stores how a confirmed request begins. */
export async function setBeginning(
  db: Db,
  requestId: number,
  { bulk, trial }: { bulk: boolean; trial: number | null },
): Promise<void> {
  await run(db)`
    update request set bulk = ${bulk}, trial_left = ${trial} where id = ${requestId}`;
}

/** Counts first rows that have begun; a request counts once for each mention. */
export async function countBegun(db: Db, requestIds: readonly number[]): Promise<void> {
  await run(db)`
    update request r set trial_left = r.trial_left - begun.count
    from (select id, count(*) as count from unnest(${requestIds}::bigint[]) id group by id) begun
    where r.id = begun.id and r.trial_left is not null`;
}

/** How the first rows of a large request did. */
export type Trial = { requestId: number; tried: number; refused: number };

/**
 * Reads how the first rows of large requests did. A row is tried when Graph answered each of its steps, even where
 * the directory lags. An invite that the bot is looking for after a lost answer counts as tried, too.
 */
export async function readTrials(db: Db): Promise<Trial[]> {
  return await all(db)`
    select r.id as request_id,
      count(*) filter (where not exists (
        select from step s where s.invitation_id = i.id and s.state in ('due', 'intended') and s.answer is null
          and (s.due_at is not null or not exists (
            select from step g where g.guest_id = i.guest_id and g.lane = 'gate' and g.state = 'looking')))) as tried,
      count(*) filter (where exists (
        select from step s where s.invitation_id = i.id and s.state = 'refused')) as refused
    from request r join invitation i on i.request_id = r.id and i.guest_id is not null
      and i.state <> 'approved'
    where r.state = 'confirmed' and r.trial_left is not null and r.held_at is null
    group by r.id`;
}

/** Why Graph refused rows of a request, the most frequent reason first. */
export async function refusalsIn(db: Db, requestId: number, limit: number): Promise<Reason[]> {
  return await column(db)`
    select (array_agg(s.reason order by s.id))[1] as reason from step s
    where s.request_id = ${requestId} and s.state = 'refused' and s.reason is not null
    group by s.reason->>'code', s.reason->'values'->>'id' order by count(*) desc, min(s.id) limit ${limit}`;
}

/** Ends the trial: the other rows follow. False where another caller ended it first. */
export async function endTrial(db: Db, requestId: number): Promise<boolean> {
  return await changed(db)`
    update request set trial_left = null
    where id = ${requestId} and trial_left is not null and held_at is null`;
}

/**
 * Holds a request: nothing more of it begins until somebody releases it. An operator takes over what somebody else
 * holds by hand. True for the one caller who did it.
 */
export async function holdRequest(
  db: Db,
  requestId: number,
  reason: Reason,
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update request set held_at = ${now}, held_reason = ${JSON.stringify(reason)}
    where id = ${requestId} and state = 'confirmed' and cancelled_at is null
      and (held_at is null or ${isHeldByOperator(reason)} and ${othersHold('request')})`;
}

/** True where something of a request waits for owners or has not begun. */
export const hasUnbegun = (db: Db, requestId: number): Promise<boolean> => exists(db)`
  select from invitation i where i.request_id = ${requestId} and ${isUnbegun('i')}`;

/** A request of reminders that the bot began by itself, on hold after its first rows. */
export type HeldReminders = { requestId: number; heldAt: Date; reason: Reason };

/** The requests of reminders that the bot began by itself, on hold after their first rows. */
export async function heldReminders(db: Db, tenantId: string): Promise<HeldReminders[]> {
  return await all(db)`
    select id as request_id, held_at, held_reason as reason from request
    where state = 'confirmed' and tenant_id = ${tenantId} and kind = 'resend' and automatic is not null and held_at is not null
      and held_reason is not null and held_reason->>'code' <> 'held by'`;
}

/** The requests that somebody holds by hand. */
export async function heldByHand(db: Db, tenantId: string): Promise<number[]> {
  return await column(db)`
    select id from request
    where state = 'confirmed' and tenant_id = ${tenantId} and held_at is not null and ${isHeldByHand('request')} order by id`;
}

/** Releases a held request. Ends the trial of one that its first rows held. True for the one caller who did it. */
export async function releaseRequest(db: Db, requestId: number): Promise<boolean> {
  return await changed(db)`
    update request set held_at = null, held_reason = null,
      trial_left = case when held_reason->>'code' = 'careful start' then null else trial_left end
    where id = ${requestId} and held_at is not null`;
}
