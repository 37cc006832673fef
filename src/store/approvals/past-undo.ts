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

/** Draws again the decided cards that offer to undo what these rows end. */
export async function redrawEndedApprovals(
  db: Db,
  endingIds: readonly number[],
  dueAt: Date,
): Promise<void> {
  await run(db)`
    update shown_card set ${wantedAgain(dueAt)}
    where kind = 'approval' and not final and subject_id in (
      select i.approval_id from invitation e join invitation i on i.id = any(e.about)
      where e.id = any(${endingIds}::bigint[]))`;
}
