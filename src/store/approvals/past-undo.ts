import type { Db } from '../database.ts';
import { wantedAgain } from '../fragments.ts';
import { run } from '../statement.ts';

/** Draws again the decided cards that still offer to undo a decision from before `before`. */
export async function redrawPastUndo(db: Db, before: Date, now: Date): Promise<void> {
  await run(db)`
    update shown_card c set ${wantedAgain(now)} from approval a
    where c.kind = 'approval' and not c.final and c.dead_at is null and c.wanted = c.shown
      and a.id = c.subject_id and a.state = 'decided' and a.decided_at < ${before}`;
}

/**
 * Draws again the decided cards that offer to undo what these rows end. All copies say that somebody undid the
 * approval, those too that were final until then.
 */
export async function redrawEndedApprovals(
  db: Db,
  endingIds: readonly number[],
  dueAt: Date,
): Promise<void> {
  await run(db)`
    update shown_card set ${wantedAgain(dueAt)}, final = false
    from (
      select i.approval_id, bool_or(e.cause = 'undone') as is_undone
      from invitation e join invitation i on i.id = any(e.about)
      where e.id = any(${endingIds}::bigint[]) group by i.approval_id) ended
    where kind = 'approval' and subject_id = ended.approval_id and (not final or ended.is_undone and not moved and dead_at is null)`;
}
