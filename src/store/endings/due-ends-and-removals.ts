import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { accountsBehind, isInvite, isUnderWay, wantedAgain } from '../fragments.ts';
import { all, one, run } from '../statement.ts';

/** An invitation whose end has come. */
export type DueEnd = {
  invitationId: number;
  tenantId: string;
  projectKey: string;
  address: string;
  displayName: string;
  guestId: number;
  endsAt: Date;
  /** `returned`: it came back with an account whose removal had ended it. */
  cause: 'due' | 'returned';
};

/**
 * Invitations whose end has come and that nothing ends yet, the longest overdue first; among them invitations that an
 * end by hand left in part or whole. Leaves out invitations at work, and invitations whose extension somebody approved
 * in time and the bot has still to carry out.
 */
export async function dueEnds(db: Db, now: Date, limit: number): Promise<DueEnd[]> {
  return await all(db)`
    with due as (
      select id from invitation where ends_at <= ${now} and ends_at is not null and ending_id is null
      union ${leftByHand(now)})
    select i.id as invitation_id, r.tenant_id, i.project_key, i.address, i.display_name, i.guest_id, i.ends_at,
      case when i.returned_at is null then 'due' else 'returned' end as cause
    from due join invitation i on i.id = due.id join request r on r.id = i.request_id
    where ${isInvite('i')} and i.state in ('complete', 'partly', 'unknown') and i.guest_id is not null
      and not exists (select from invitation e where e.guest_id = i.guest_id and e.kind = 'end' and e.cause in ('due', 'returned')
        and ${isUnderWay('e')} and i.id = any(e.about))
      and not exists (select from invitation x join request asked on asked.id = x.request_id
        where x.guest_id = i.guest_id and x.kind = 'extend' and x.state = 'approved' and i.id = any(x.about)
          and asked.state = 'confirmed' and asked.cancelled_at is null and asked.held_at is null)
    order by i.ends_at, i.id limit ${limit}`;
}

/**
 * The invitations that an end by hand left in part or whole. What an end of the bot's own leaves is tried again by hand
 * alone.
 */
const leftByHand = (now: Date) => sql`
  select t.id from invitation ending join invitation t on t.ending_id = ending.id and t.ends_at <= ${now}
  where ending.kind = 'end' and ending.cause not in ('due', 'returned') and ending.state in ('failed', 'partly', 'cancelled', 'unknown')`;

/** A guest whose account this bot blocked and has to remove by now. */
export type DueRemoval = {
  guestId: number;
  tenantId: string;
  address: string;
  displayName: string;
};

/**
 * Guests whose account the bot has to remove by now, and no row removes yet. Where a removal since the block failed, or
 * nobody knows what came of it, a person decides what to do.
 */
export async function dueRemovals(db: Db, now: Date, limit: number): Promise<DueRemoval[]> {
  return await all(db)`
    select g.id as guest_id, g.tenant_id, g.address, coalesce(g.display_name, '') as display_name from guest g
    where g.remove_at <= ${now} and g.remove_at is not null and not exists (
      select from invitation e where e.guest_id = g.id and e.kind = 'remove' and (${isUnderWay('e')}
        or e.state in ('failed', 'unknown') and e.ended_at >= g.blocked_at))
    order by g.remove_at, g.id limit ${limit}`;
}

/** The accounts that the ends of a request blocked and the bot is to remove: how many, and when the first and last. */
export async function plannedRemovals(
  db: Db,
  requestId: number,
): Promise<{ count: number; first: Date; last: Date } | undefined> {
  const planned = await one(db)<{ count: number; first: Date | null; last: Date | null }>`
    select count(distinct g.id) as count, min(g.remove_at) as first, max(g.remove_at) as last
    from invitation i join guest g on g.id = i.guest_id
    where i.request_id = ${requestId} and i.kind = 'end' and g.remove_at is not null and exists (
      select from step s where s.invitation_id = i.id and s.kind = 'block' and s.state = 'done')`;
  const { count, first, last } = planned;
  return first === null || last === null ? undefined : { count, first, last };
}

/** Asks the bot to draw the cards again that name the day on which these guests' accounts are to go. */
export async function redrawPlans(db: Db, guestIds: readonly number[], dueAt: Date): Promise<void> {
  if (guestIds.length === 0) return;
  await run(db)`
    with ${accountsBehind(guestIds)}
    update shown_card set ${wantedAgain(dueAt)}
    where kind = 'request' and not final and subject_id in (
      select s.request_id from account a cross join lateral (
        select request_id from step where guest_id = a.id and kind = 'block' offset 0) s)`;
}
