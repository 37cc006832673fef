import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { behindAccountOf, isOpen, lockInOrder } from '../fragments.ts';
import { count } from '../statement.ts';

/**
 * Notes that the directory shows these accounts as open now. Where this bot blocked one more than `lagMs` ago, somebody
 * unblocked it: the block and the plan to remove the account are over, and a later block is not ours. The directory may
 * not show a younger block yet: the bot then checks the guest once it does, `lagMs` after the block. Leaves out accounts
 * that a call of ours may be blocking now. Returns how many guests it touched.
 */
export async function seeOpen(
  db: Db,
  { tenantId, objectIds }: { tenantId: string; objectIds: readonly string[] },
  { now, lagMs }: { now: Date; lagMs: number },
): Promise<number> {
  if (objectIds.length === 0) return 0;
  const blockedBy = new Date(now.getTime() - lagMs);
  const isOver = sql<boolean>`blocked_at <= ${blockedBy}`;
  const checkAt = sql<Date>`blocked_at + make_interval(secs => ${lagMs / 1000})`;
  return await count(db)`
    update guest set remove_at = case when ${isOver} then null else remove_at end,
      look_due_at = case when ${isOver} then look_due_at else ${checkAt} end,
      blocked_at = case when ${isOver} then null else blocked_at end
    where id in (
      select g.id from guest g
      where g.tenant_id = ${tenantId} and g.object_id = any(${objectIds}::text[]) and g.blocked_at is not null
        and not exists (select from ${behindAccountOf('g.id')} o join step s on s.guest_id = o.id
          where s.kind = 'block' and ${isOpen('s')})
      ${lockInOrder('g')})`;
}
