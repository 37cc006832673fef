import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { behindAccountOf, isOpen, lockInOrder } from '../fragments.ts';
import { eventWord } from '../history.ts';
import { column } from '../statement.ts';
import { lookSeconds } from './accounts.ts';
import { redrawPlans } from './due-ends-and-removals.ts';

/** An account as the directory shows it now. */
export type AccountShown = { objectId: string; enabled: boolean };

/** Graph's machines may disagree so long about a block that one of them has shown. */
const skewMs = 5_000;

/**
 * Notes whether the directory shows these accounts as open or blocked now. An account that is open a few seconds after
 * the directory showed our block, or `lagMs` after that block, was unblocked by somebody: the block and the plan to
 * remove the account are over, and a later block is not ours. Where it is too soon to tell, the bot checks the guest
 * again. The story of the guest tells it. Leaves out accounts that a call of ours may be blocking now.
 */
export async function seeAccounts(
  db: Db,
  { tenantId, seen }: { tenantId: string; seen: readonly AccountShown[] },
  { now, lagMs }: { now: Date; lagMs: number },
): Promise<void> {
  if (seen.length === 0) return;
  const tellsAt = sql<Date>`least(g.blocked_at + make_interval(secs => ${lagMs / 1000}),
    g.block_seen_at + make_interval(secs => ${skewMs / 1000}))`;
  const looksAt = sql<Date>`g.blocked_at + make_interval(secs => ${lookSeconds})`;
  const isOver = sql<boolean>`(mine.enabled and ${tellsAt} <= ${now}::timestamptz)`;
  const opened = await column(db)<number>`
    with mine as materialized (
      select g.id, s.enabled from guest g
      join jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as s("objectId" text, enabled boolean) on s."objectId" = g.object_id
      where g.tenant_id = ${tenantId} and g.blocked_at is not null
        and not exists (select from ${behindAccountOf('g.id')} o join step b on b.guest_id = o.id
          where b.kind = 'block' and ${isOpen('b')})
      ${lockInOrder('g')}),
    looked as (update guest g set remove_at = case when ${isOver} then null else g.remove_at end,
      look_due_at = case when not mine.enabled or ${isOver} then g.look_due_at
        when g.block_seen_at is null and ${looksAt} > ${now} then ${looksAt} else ${tellsAt} end,
      block_seen_at = case when ${isOver} then null when mine.enabled then g.block_seen_at else coalesce(g.block_seen_at, ${now}) end,
      blocked_at = case when ${isOver} then null else g.blocked_at end
    from mine where mine.id = g.id returning g.id, g.blocked_at)
    insert into history (at, actor, what, guest_id, detail)
    select ${now}::timestamptz, 'guestlist', ${eventWord('account opened by hand')}, id, '{}' from looked
    where blocked_at is null returning guest_id`;
  await redrawPlans(db, opened, now);
}
