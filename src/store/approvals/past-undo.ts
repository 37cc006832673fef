import type { Db } from '../database.ts';
import { run } from '../statement.ts';

/** Draws again the decided cards that still offer to undo a decision of before then. */
export async function redrawPastUndo(db: Db, before: Date, now: Date): Promise<void> {
  await run(db)`
    update shown_card c set wanted = wanted + 1, due_at = ${now} from approval a
    where c.kind = 'approval' and not c.final and c.dead_at is null and c.wanted = c.shown
      and a.id = c.subject_id and a.state = 'decided' and a.decided_at < ${before}`;
}

/** Draws again the decided cards that offer to undo what these rows end. */
export async function redrawEndedApprovals(
  db: Db,
  endingIds: readonly number[],
  dueAt: Date,
): Promise<void> {
  await run(db)`
    update shown_card set wanted = wanted + 1, due_at = case when wanted = shown then ${dueAt}
      when attempts > 0 then due_at else least(due_at, ${dueAt}) end
    where kind = 'approval' and not final and subject_id in (
      select i.approval_id from invitation e join invitation i on i.id = any(e.about)
      where e.id = any(${endingIds}::bigint[]))`;
}
